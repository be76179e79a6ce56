import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.text.ParseException;
import java.text.SimpleDateFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TimeZone;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.common.utils.Utils;

/** [kind, ...] -> how Java and Kafka's Utils read and write dates, durations, properties files, patterns and keys. */
final class Texts {
  public static void main(String[] args) throws Exception {
    Answers.give(Texts::answer);
  }

  private static Object answer(JsonNode question) throws Exception {
    String text = question.get(1).textValue();
    switch (question.get(0).textValue()) {
      case "dateTimes":
        try {
          return Utils.getDateTime(text);
        } catch (ParseException | RuntimeException refused) {
          return refused.getMessage();
        }
      case "durations":
        return Answers.textOr(() -> Duration.parse(text).toMillis());
      case "texts": // zone, milliseconds
        TimeZone.setDefault(TimeZone.getTimeZone(text));
        Date date = new Date(question.get(2).longValue());
        return List.of("[" + new SimpleDateFormat("yyyy-MM-dd HH:mm:ss,SSS").format(date) + "]", date.toString());
      case "properties":
        return properties(text);
      case "murmur2":
        int hash = Utils.murmur2(Utils.utf8(text));
        return List.of(hash, Utils.toPositive(hash) % 3, Utils.abs(text.hashCode()) % 50);
      default: // "regex": pattern, names
        return matches(text, question.get(2));
    }
  }

  /** Entries in the order of their first put. */
  private static Object properties(String text) throws Exception {
    Map<Object, Object> entries = new LinkedHashMap<>();
    Properties properties = new Properties() {
      @Override
      public synchronized Object put(Object key, Object value) {
        return entries.put(key, value);
      }
    };
    try {
      properties.load(new StringReader(text));
    } catch (IllegalArgumentException refused) {
      return refused.getMessage();
    }
    List<Object> list = new ArrayList<>();
    entries.forEach((key, value) -> list.add(List.of(key, value)));
    return list;
  }

  /** 1 for each name that the whole pattern matches, 0 for others; or what the compiler says. */
  private static Object matches(String pattern, JsonNode names) {
    try {
      Pattern compiled = Pattern.compile(pattern);
      StringBuilder bits = new StringBuilder();
      for (JsonNode name : names) bits.append(compiled.matcher(name.textValue()).matches() ? '1' : '0');
      return bits.toString();
    } catch (PatternSyntaxException refused) {
      return Map.of("error", refused.getMessage());
    } catch (RuntimeException thrown) {
      return Map.of("thrown", thrown.toString());
    }
  }
}
