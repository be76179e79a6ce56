import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.placement.ClusterDescriber;
import org.apache.kafka.metadata.placement.PlacementSpec;
import org.apache.kafka.metadata.placement.StripedReplicaPlacer;
import org.apache.kafka.metadata.placement.UsableBroker;

/**
 * [broker ids, racks or null, fenced ids, replication factor] -> replicas of 9 partitions, the n-th draw being (7n + 3)
 * % bound.
 */
final class StripedPlacements {
  public static void main(String[] args) throws Exception {
    Answers.give(question -> {
      StripedReplicaPlacer placer = new StripedReplicaPlacer(new Random() {
        private int draws = 0;

        @Override
        public int nextInt(int bound) {
          return (draws++ * 7 + 3) % bound;
        }
      });
      PlacementSpec spec = new PlacementSpec(0, 9, (short) question.get(3).intValue());
      List<Object> placed = new ArrayList<>();
      placer.place(spec, describer(question)).assignments().forEach(each -> placed.add(each.replicas()));
      return placed;
    });
  }

  private static ClusterDescriber describer(JsonNode question) {
    List<Object> fenced = Answers.values(question.get(2));
    List<UsableBroker> brokers = new ArrayList<>();
    for (int i = 0; i < question.get(0).size(); i++) {
      int id = question.get(0).get(i).intValue();
      JsonNode rack = question.get(1).isNull() ? question.get(1) : question.get(1).get(i);
      brokers.add(new UsableBroker(id, Optional.ofNullable(rack.textValue()), fenced.contains(id)));
    }
    return new ClusterDescriber() {
      @Override
      public Iterator<UsableBroker> usableBrokers() {
        return brokers.iterator();
      }

      @Override
      public Uuid defaultDir(int brokerId) {
        return Uuid.ZERO_UUID;
      }
    };
  }
}
