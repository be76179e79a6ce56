import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** [kind, ...] -> orders of Java's hash sets and maps, their hash codes and the sizes of their tables. */
final class HashOrders {
  public static void main(String[] args) throws Exception {
    Answers.give(HashOrders::answer);
  }

  private static Object answer(JsonNode question) throws Exception {
    switch (question.get(0).textValue()) {
      case "set": // items, first capacity
        Set<Object> set = question.get(2).isNull() ? new HashSet<>() : new HashSet<>(question.get(2).intValue());
        set.addAll(Answers.values(question.get(1)));
        return Answers.list(set);
      case "topicPartitions": // topics, partitions of each
        return Answers.list(topicPartitions(question.get(1).intValue(), question.get(2).intValue()));
      case "hashes":
        String text = question.get(1).textValue();
        return List.of(text.hashCode(), new TopicPartition(text, 3).hashCode());
      case "longs":
        return Long.hashCode(question.get(1).longValue());
      case "copies": // the table of new HashMap<>(a map of this size)
        Map<Integer, Integer> source = new HashMap<>();
        for (int i = 0; i < question.get(1).intValue(); i++) source.put(i, i);
        Field table = HashMap.class.getDeclaredField("table");
        table.setAccessible(true);
        Object[] places = (Object[]) table.get(new HashMap<>(source));
        return places == null ? 0 : places.length;
      case "many": // a digest of the order of so many names
        return digest(new HashSet<>(), many(question.get(1).intValue(), 7919));
      case "concurrent":
        return concurrent(Answers.values(question.get(1)));
      default: // "manyConcurrent"
        return digest(ConcurrentHashMap.newKeySet(), many(question.get(1).intValue(), 7));
    }
  }

  /** The numbers of topic-0-0, topic-0-1 ..., in the order of a set of them. */
  private static List<Object> topicPartitions(int topics, int partitions) {
    Map<TopicPartition, Integer> numbers = new HashMap<>();
    Set<TopicPartition> set = new HashSet<>();
    for (int i = 0; i < topics * partitions; i++) {
      TopicPartition each = new TopicPartition("topic-" + i / partitions, i % partitions);
      numbers.put(each, i);
      set.add(each);
    }
    List<Object> order = new ArrayList<>();
    for (TopicPartition each : set) order.add(numbers.get(each));
    return order;
  }

  private static List<String> many(int count, int step) {
    List<String> names = new ArrayList<>();
    for (long i = 0; i < count; i++) names.add("topic-" + (i * step) % 1000003);
    return names;
  }

  private static long digest(Set<String> set, List<String> names) {
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < names.size(); i++) places.put(names.get(i), i);
    set.addAll(names);
    long digest = 7;
    for (String name : set) digest = (digest * 1000003 + places.get(name)) % 2147483647;
    return digest;
  }

  private static Object concurrent(List<Object> keys) {
    Properties properties = new Properties();
    Map<Object, Object> two = new ConcurrentHashMap<>(2);
    Map<Object, Object> plain = new ConcurrentHashMap<>();
    for (Object key : keys) {
      properties.put(key, "");
      two.put(key, "");
      plain.put(key, "");
    }
    return List.of(
        Answers.list(properties.keySet()), Answers.list(two.keySet()), Answers.list(plain.keySet()));
  }
}
