import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;

/**
 * "plan" or ["broker list", "topics to move"] -> [] when kafka-reassign-partitions reads it, or [exception, message].
 */
final class Plans {
  public static void main(String[] args) throws Exception {
    Class<?> command = command();
    Answers.give(question -> {
      try {
        if (question.isTextual()) call(command, "parseExecuteAssignmentArgs", question.textValue());
        else call(command, "parseGenerateAssignmentArgs", text(question, 1), text(question, 0));
        return List.of();
      } catch (InvocationTargetException thrown) {
        return List.of(thrown.getCause().getClass().getName(), thrown.getCause().getMessage());
      }
    });
  }

  private static String text(JsonNode question, int index) {
    return question.get(index).textValue();
  }

  private static Class<?> command() throws ClassNotFoundException {
    try {
      return Class.forName("org.apache.kafka.tools.reassign.ReassignPartitionsCommand");
    } catch (ClassNotFoundException before) {
      return Class.forName("kafka.admin.ReassignPartitionsCommand");
    }
  }

  private static void call(Class<?> command, String name, Object... arguments) throws Exception {
    Method method =
        Stream.of(command.getDeclaredMethods()).filter(each -> each.getName().equals(name)).findFirst().orElseThrow();
    method.setAccessible(true);
    method.invoke(null, arguments);
  }
}
