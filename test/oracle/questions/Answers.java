import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads a question in JSON from each line of the standard input and writes its answer in JSON to the standard output.
 */
final class Answers {
  interface Answer {
    Object to(JsonNode question) throws Throwable;
  }

  static void give(Answer answer) throws IOException {
    ObjectMapper json = new ObjectMapper();
    json.getFactory().configure(JsonGenerator.Feature.ESCAPE_NON_ASCII, true);
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    // What a release prints by itself is no answer.
    System.setOut(System.err);
    BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = in.readLine()) != null; ) {
      try {
        out.println(json.writeValueAsString(answer.to(json.readTree(line))));
      } catch (Throwable thrown) {
        throw new IOException("no answer to " + line, thrown);
      }
    }
    out.flush();
  }

  /** The text of a value, or {"error": message} of what was thrown instead. */
  static Object textOr(java.util.concurrent.Callable<Object> value) {
    try {
      return String.valueOf(value.call());
    } catch (Exception thrown) {
      return Map.of("error", String.valueOf(thrown.getMessage()));
    }
  }

  static List<Object> list(Iterable<?> items) {
    List<Object> list = new ArrayList<>();
    for (Object item : items) list.add(item);
    return list;
  }

  /** Strings and ints of a JSON array, as Java's own objects. */
  static List<Object> values(JsonNode array) {
    List<Object> list = new ArrayList<>();
    for (JsonNode node : array) list.add(node.isInt() ? (Object) node.intValue() : node.textValue());
    return list;
  }

  private Answers() {}
}
