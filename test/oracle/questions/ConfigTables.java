import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import scala.jdk.javaapi.CollectionConverters;

/**
 * "broker", "topic", "group", "clientMetrics", "user", "client" or "ip" -> the configurations that the release defines,
 * each as name, type, default, validator and whether it is internal; "dynamic" -> what can change while a broker runs,
 * and of whom. null where there are none.
 */
final class ConfigTables {
  public static void main(String[] args) throws Exception {
    Answers.give(kind -> {
      Object found = definitions(kind.textValue());
      if (found instanceof ConfigDef) found = ((ConfigDef) found).configKeys();
      if (found == null) return null;
      Map<?, ?> table =
          found instanceof Map ? (Map<?, ?>) found : CollectionConverters.asJava((scala.collection.Map<?, ?>) found);
      if (kind.textValue().equals("dynamic")) return new TreeMap<>(table);
      List<Object> rows = new ArrayList<>();
      for (Object key : table.values()) rows.add(row((ConfigKey) key));
      return rows;
    });
  }

  private static Object definitions(String kind) throws Exception {
    switch (kind) {
      case "broker":
        return kafka.server.KafkaConfig$.MODULE$.configKeys();
      case "topic":
        return ask("configKeys", "org.apache.kafka.storage.internals.log.LogConfig", "kafka.log.LogConfig$");
      case "group":
        return field("CONFIG_DEF", "org.apache.kafka.coordinator.group.GroupConfig");
      case "clientMetrics":
        return ask("configDef", "org.apache.kafka.server.metrics.ClientMetricsConfigs");
      case "dynamic":
        return ask(
            "dynamicConfigUpdateModes",
            "org.apache.kafka.server.config.DynamicBrokerConfig",
            "kafka.server.DynamicBrokerConfig$");
      default:
        String quotas = "org.apache.kafka.server.config.QuotaConfig";
        String method = kind.equals("user") ? "scramMechanismsPlusUserAndClientQuotaConfigs" : kind + "Configs";
        if (kind.equals("client")) method = "userAndClientQuotaConfigs";
        Object now = ask(method, quotas, quotas + "s");
        return now != null ? now : ask(kind + "Configs", "org.apache.kafka.common.config.internals.QuotaConfigs");
    }
  }

  private static List<Object> row(ConfigKey key) {
    List<Object> row = new ArrayList<>();
    row.add(key.name);
    row.add(key.type.toString());
    row.add(key.hasDefault() ? ConfigDef.convertToString(key.defaultValue, key.type) : null);
    row.add(key.validator == null ? null : key.validator.toString().replaceAll("@[0-9a-f]+$", ""));
    row.add(key.internalConfig);
    return row;
  }

  /** Calls a static method of the first of these classes that has it, or of Scala's object of that name. */
  private static Object ask(String method, String... classes) throws Exception {
    for (String name : classes) {
      try {
        Class<?> type = Class.forName(name);
        Object target = name.endsWith("$") ? type.getField("MODULE$").get(null) : null;
        return type.getMethod(method).invoke(target);
      } catch (ClassNotFoundException | NoSuchMethodException otherRelease) {
        // The next one, then.
      }
    }
    return null;
  }

  private static Object field(String field, String name) throws Exception {
    try {
      return Class.forName(name).getField(field).get(null);
    } catch (ClassNotFoundException | NoSuchFieldException otherRelease) {
      return null;
    }
  }
}
