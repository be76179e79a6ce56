import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.admin.AdminUtils;
import org.apache.kafka.admin.BrokerMetadata;

/**
 * [broker ids, racks or null, replication factor, start index, first partition] -> replicas of 8 partitions, as of 3.9.
 */
final class ShiftedPlacements {
  public static void main(String[] args) throws Exception {
    Answers.give(question -> {
      List<BrokerMetadata> brokers = new ArrayList<>();
      for (int i = 0; i < question.get(0).size(); i++) {
        JsonNode rack = question.get(1).isNull() ? question.get(1) : question.get(1).get(i);
        brokers.add(new BrokerMetadata(question.get(0).get(i).intValue(), Optional.ofNullable(rack.textValue())));
      }
      int first = question.get(4).intValue();
      var placed = AdminUtils.assignReplicasToBrokers(
          brokers, 8, question.get(2).intValue(), question.get(3).intValue(), first);
      List<Object> replicas = new ArrayList<>();
      for (int i = first; i < first + 8; i++) replicas.add(placed.get(i));
      return replicas;
    });
  }
}
