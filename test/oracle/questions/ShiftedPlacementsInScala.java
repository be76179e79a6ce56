import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import kafka.admin.AdminUtils;
import kafka.admin.BrokerMetadata;
import scala.Option;
import scala.collection.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * [broker ids, racks or null, replication factor, start index, first partition] -> replicas of 8 partitions, as up to
 * 3.8.
 */
final class ShiftedPlacementsInScala {
  public static void main(String[] args) throws Exception {
    Answers.give(question -> {
      List<BrokerMetadata> brokers = new ArrayList<>();
      for (int i = 0; i < question.get(0).size(); i++) {
        JsonNode rack = question.get(1).isNull() ? question.get(1) : question.get(1).get(i);
        brokers.add(new BrokerMetadata(question.get(0).get(i).intValue(), Option.apply(rack.textValue())));
      }
      int first = question.get(4).intValue();
      var placed = AdminUtils.assignReplicasToBrokers(
          CollectionConverters.asScala(brokers), 8, question.get(2).intValue(), question.get(3).intValue(), first);
      List<Object> replicas = new ArrayList<>();
      for (int i = first; i < first + 8; i++)
        replicas.add(CollectionConverters.asJava((Seq<?>) placed.apply((Object) i)));
      return replicas;
    });
  }
}
