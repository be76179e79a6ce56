import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import scala.collection.IterableOnce;
import scala.collection.Iterator;
import scala.collection.immutable.Set;
import scala.collection.mutable.HashSet;
import scala.jdk.javaapi.CollectionConverters;

/** ["set", items], ["topicPartitions", topics, partitions], ["shrunk", items, removed] -> orders of Scala's sets. */
final class ScalaOrders {
  public static void main(String[] args) throws Exception {
    Answers.give(ScalaOrders::answer);
  }

  private static Object answer(JsonNode question) {
    Map<String, Object> answer = new LinkedHashMap<>();
    switch (question.get(0).textValue()) {
      case "set":
        List<Object> items = Answers.values(question.get(1));
        Set<Object> set = setOf(items);
        answer.put("set", list(set.iterator()));
        answer.put("trie", list(scala.collection.immutable.HashSet$.MODULE$.from(scala(items)).iterator()));
        answer.put("mutable", list(mutable(items).iterator()));
        answer.put("sized", list(HashSet.from(set).iterator()));
        answer.put("text", set.toString());
        return answer;
      case "topicPartitions":
        int partitions = question.get(2).intValue();
        Map<Object, Integer> numbers = new HashMap<>();
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < question.get(1).intValue() * partitions; i++) {
          all.add(new TopicPartition("topic-" + i / partitions, i % partitions));
          numbers.put(all.get(i), i);
        }
        answer.put("set", numbers(numbers, list(setOf(all).iterator())));
        answer.put("mutable", numbers(numbers, list(mutable(all).iterator())));
        return answer;
      default: // "shrunk"
        Object without = Answers.values(question.get(2)).get(0);
        Object shrunk = setOf(Answers.values(question.get(1))).$minus(without);
        answer.put("shrunk", list(((Set<?>) shrunk).iterator()));
        answer.put("shrunkText", shrunk.toString());
        return answer;
    }
  }

  private static IterableOnce<Object> scala(List<Object> items) {
    return CollectionConverters.asScala(items);
  }

  @SuppressWarnings("unchecked")
  private static Set<Object> setOf(List<Object> items) {
    return (Set<Object>) scala.collection.immutable.Set$.MODULE$.from(scala(items));
  }

  private static HashSet<Object> mutable(List<Object> items) {
    HashSet<Object> set = new HashSet<>();
    for (Object item : items) set.add(item);
    return set;
  }

  private static List<Object> list(Iterator<?> iterator) {
    List<Object> list = new ArrayList<>();
    while (iterator.hasNext()) list.add(iterator.next());
    return list;
  }

  private static List<Object> numbers(Map<Object, Integer> numbers, List<Object> items) {
    List<Object> list = new ArrayList<>();
    for (Object item : items) list.add(numbers.get(item));
    return list;
  }
}
