import java.util.List;

/** ["integers", text], ["doubles", text] -> what Java's parsers say; ["texts", bits] -> Double.toString. */
final class Numbers {
  public static void main(String[] args) throws Exception {
    Answers.give(question -> {
      String text = question.get(1).textValue();
      switch (question.get(0).textValue()) {
        case "integers":
          return List.of(
              Answers.textOr(() -> Short.parseShort(text)),
              Answers.textOr(() -> Integer.parseInt(text)),
              Answers.textOr(() -> Long.parseLong(text)),
              Answers.textOr(() -> Integer.parseInt(text, 16)),
              Answers.textOr(() -> Long.parseLong(text, 16)));
        case "doubles":
          return Answers.textOr(() -> Double.parseDouble(text));
        default:
          return Double.toString(Double.longBitsToDouble(Long.parseUnsignedLong(text, 16)));
      }
    });
  }
}
