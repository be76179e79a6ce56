import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Assignment;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.internals.ConsumerProtocol;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Asks the release's own assignors.
 *
 * ["assign", class, {topic: partitions}, rounds], a round {member: topics}: what each member is given, round by round,
 * {member: ["t-0", ...]}. Between the rounds each member's own instance learns what it was given, in generations 1, 2,
 * ...; a cooperative member keeps what it has while it joins. A member's name up to ":" is its group.instance.id.
 *
 * ["strategy", value]: the exceptions that a consumer with this partition.assignment.strategy ends in, outermost first.
 */
final class Assignors {
  public static void main(String[] args) throws Exception {
    Answers.give(question -> switch (question.get(0).textValue()) {
      case "assign" -> assign(question.get(1).textValue(), question.get(2), question.get(3));
      case "strategy" -> strategy(question.get(1).textValue());
      default -> throw new IllegalArgumentException();
    });
  }

  private static Object assign(String name, JsonNode topics, JsonNode rounds) throws Exception {
    Class<?> type = Class.forName("org.apache.kafka.clients.consumer." + name);
    Node node = new Node(1, "localhost", 9092);
    List<PartitionInfo> infos = new ArrayList<>();
    topics.fields().forEachRemaining(topic -> {
      for (int i = 0; i < topic.getValue().intValue(); i++)
        infos.add(new PartitionInfo(topic.getKey(), i, node, new Node[] {node}, new Node[] {node}));
    });
    Cluster cluster = new Cluster("c", List.of(node), infos, Set.of(), Set.of());
    Map<String, ConsumerPartitionAssignor> instances = new HashMap<>();
    Map<String, List<TopicPartition>> had = new HashMap<>();
    Map<String, Integer> generations = new HashMap<>();
    List<Object> answers = new ArrayList<>();
    for (JsonNode round : rounds) {
      Map<String, Subscription> subscriptions = new HashMap<>();
      List<String> members = new ArrayList<>();
      round.fieldNames().forEachRemaining(members::add);
      for (String member : members) {
        List<String> subscribed = new ArrayList<>();
        round.get(member).forEach(topic -> subscribed.add(topic.textValue()));
        if (!instances.containsKey(member))
          instances.put(member, (ConsumerPartitionAssignor) type.getDeclaredConstructor().newInstance());
        ConsumerPartitionAssignor assignor = instances.get(member);
        boolean keeps = assignor.supportedProtocols().contains(ConsumerPartitionAssignor.RebalanceProtocol.COOPERATIVE);
        List<TopicPartition> owned = new ArrayList<>();
        if (keeps)
          for (TopicPartition partition : had.getOrDefault(member, List.of()))
            if (subscribed.contains(partition.topic())) owned.add(partition);
        ByteBuffer said = ConsumerProtocol.serializeSubscription(
            subscription(subscribed, assignor.subscriptionUserData(Set.copyOf(subscribed)), owned,
                generations.getOrDefault(member, -1)));
        Subscription heard = ConsumerProtocol.deserializeSubscription(said);
        int at = member.indexOf(':');
        heard.setGroupInstanceId(at < 0 ? Optional.empty() : Optional.of(member.substring(0, at)));
        subscriptions.put(member, heard);
      }
      ConsumerPartitionAssignor leader = instances.get(members.get(0));
      Map<String, Assignment> assigned = leader.assign(cluster, new GroupSubscription(subscriptions)).groupAssignment();
      Map<String, Object> answer = new TreeMap<>();
      int generation = answers.size() + 1;
      for (String member : members) {
        List<TopicPartition> given = assigned.get(member).partitions();
        List<String> texts = new ArrayList<>();
        given.forEach(partition -> texts.add(partition.toString()));
        answer.put(member, texts);
        had.put(member, new ArrayList<>(given));
        generations.put(member, generation);
        instances.get(member).onAssignment(
            assigned.get(member), new ConsumerGroupMetadata("g", generation, member, Optional.empty()));
      }
      answers.add(answer);
    }
    return answers;
  }

  /** The generation stands in a subscription since 3.2 only. */
  private static Subscription subscription(
      List<String> topics, ByteBuffer said, List<TopicPartition> owned, int generation) throws Exception {
    try {
      return Subscription.class
          .getConstructor(List.class, ByteBuffer.class, List.class, int.class, Optional.class)
          .newInstance(topics, said, owned, generation, Optional.empty());
    } catch (NoSuchMethodException before) {
      return new Subscription(topics, said, owned);
    }
  }

  private static Object strategy(String value) {
    Properties properties = new Properties();
    properties.put("bootstrap.servers", "localhost:9092");
    properties.put("group.id", "g");
    properties.put("key.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
    properties.put("value.deserializer", "org.apache.kafka.common.serialization.StringDeserializer");
    properties.put("partition.assignment.strategy", value);
    List<String> thrown = new ArrayList<>();
    try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(properties)) {
      consumer.subscribe(List.of("t"));
    } catch (Exception outer) {
      for (Throwable each = outer; each != null; each = each.getCause()) thrown.add(each.toString());
    }
    return thrown;
  }
}
