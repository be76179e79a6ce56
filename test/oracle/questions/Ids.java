import org.apache.kafka.common.Uuid;

/** "text" -> Uuid.fromString's canonical text, or the message of its exception. */
final class Ids {
  public static void main(String[] args) throws Exception {
    Answers.give(text -> {
      try {
        return Uuid.fromString(text.textValue()).toString();
      } catch (IllegalArgumentException refused) {
        return refused.getMessage();
      }
    });
  }
}
