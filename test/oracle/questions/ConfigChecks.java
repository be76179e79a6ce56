import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import scala.Option;

/**
 * ["topic", configs] -> LogConfig.validate; ["topic", configs, existing, server.properties, is with ZooKeeper] -> the
 * same as the controller asks it; ["broker", configs, is a broker's own, server.properties, cluster-wide defaults, the
 * broker's own before] -> DynamicBrokerConfig.validate. The answer is "ok", or the exception's class and message.
 * Reflection, because signatures differ.
 */
final class ConfigChecks {
  public static void main(String[] args) throws Exception {
    Answers.give(question -> {
      try {
        if (question.get(0).textValue().equals("broker")) checkBroker(question);
        else checkTopic(question);
        return "ok";
      } catch (InvocationTargetException thrown) {
        return thrown.getCause().getClass().getName() + ": " + thrown.getCause().getMessage();
      }
    });
  }

  private static void checkTopic(JsonNode question) throws Exception {
    Properties configs = properties(question.get(1));
    if (question.size() == 2) {
      call(logConfig(), "validate", configs);
      return;
    }
    KafkaConfig server = server(question.get(3));
    Map<String, String> existing = new HashMap<>();
    properties(question.get(2)).forEach((name, text) -> existing.put((String) name, (String) text));
    Object remote = ask(server, "remoteLogManagerConfig");
    Object hasRemoteStorage = ask(remote, "isRemoteStorageSystemEnabled");
    Object configured = ask(server, "extractLogConfigMap");
    boolean isWithZooKeeper = question.get(4).booleanValue();
    call(logConfig(), "validate", existing, configs, configured, hasRemoteStorage, isWithZooKeeper);
  }

  private static void checkBroker(JsonNode question) throws Exception {
    KafkaConfig server = server(question.get(3));
    Object dynamic = server.dynamicConfig();
    // 2.8 begins with the static configuration, later ones once they are told where the dynamic ones are kept: nowhere.
    if (!System.getProperty("release").startsWith("2.")) call(dynamic, "initialize", Option.empty(), Option.empty());
    call(dynamic, "updateDefaultConfig", properties(question.get(4)), false);
    call(dynamic, "updateBrokerConfig", 1, properties(question.get(5)), false);
    // After what was set before, which they would not have let pass in one step.
    Reconfigurables.register(server);
    call(dynamic, "validate", properties(question.get(1)), question.get(2).booleanValue());
  }

  private static Object logConfig() throws Exception {
    try {
      return Class.forName("org.apache.kafka.storage.internals.log.LogConfig");
    } catch (ClassNotFoundException before) {
      return Class.forName("kafka.log.LogConfig$").getField("MODULE$").get(null);
    }
  }

  private static KafkaConfig server(JsonNode properties) {
    return kafka.server.KafkaConfig$.MODULE$.fromProps(properties(properties));
  }

  private static Object ask(Object target, String name) throws Exception {
    return target.getClass().getMethod(name).invoke(target);
  }

  private static Properties properties(JsonNode texts) {
    Properties properties = new Properties();
    if (texts == null) return properties;
    texts.fields().forEachRemaining(entry -> properties.put(entry.getKey(), entry.getValue().textValue()));
    return properties;
  }

  /** Calls the method of that name which takes as many of these arguments as any, a release's own number of them. */
  private static Object call(Object target, String name, Object... arguments) throws Exception {
    Class<?> type = target instanceof Class ? (Class<?>) target : target.getClass();
    Method method =
        Stream.of(type.getMethods())
            .filter(each -> each.getName().equals(name) && fits(each, arguments))
            .max((a, b) -> a.getParameterCount() - b.getParameterCount())
            .orElseThrow();
    return method.invoke(target, java.util.Arrays.copyOf(arguments, method.getParameterCount()));
  }

  private static boolean fits(Method method, Object[] arguments) {
    Class<?>[] types = method.getParameterTypes();
    if (types.length == 0 || types.length > arguments.length) return false;
    for (int i = 0; i < types.length; i++)
      if (!types[i].isPrimitive() && !types[i].isInstance(arguments[i])) return false;
    // Alone, the first of several arguments is another question: validate(existing) is none.
    return arguments.length - types.length <= 1;
  }
}
