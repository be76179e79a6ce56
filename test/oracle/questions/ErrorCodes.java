import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.protocol.Errors;

/** Anything -> every error of the protocol: its name, code, exception and message. */
final class ErrorCodes {
  public static void main(String[] args) throws Exception {
    Answers.give(anything -> {
      List<Object> rows = new ArrayList<>();
      for (Errors error : Errors.values()) {
        String exception = error.exception() == null ? "" : error.exception().getClass().getSimpleName();
        rows.add(List.of(error.name(), error.code(), exception, String.valueOf(error.message())));
      }
      return rows;
    });
  }
}
