import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * "text" -> what the release's Jackson reads: the node's own text and its type, or getMessage() and whether the text
 * ended too early.
 */
final class JacksonReads {
  public static void main(String[] args) throws Exception {
    ObjectMapper mapper = new ObjectMapper();
    Answers.give(question -> {
      try {
        JsonNode node = mapper.readTree(question.textValue());
        if (node.isMissingNode()) return Map.of("missing", true);
        String type = node.getNodeType().toString();
        return List.of(node.toString(), node.isNumber() ? type + " " + node.numberType() : type);
      } catch (JsonProcessingException refused) {
        Map<String, Object> answer = new LinkedHashMap<>();
        // Longer than its words: "REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)".
        answer.put("text", refused.getMessage().replaceAll("REDACTED \\([^)]*\\)", "R"));
        answer.put("end", refused instanceof JsonEOFException);
        return answer;
      }
    });
  }
}
