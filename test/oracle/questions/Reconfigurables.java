import java.lang.reflect.Constructor;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.network.ListenerName;
import org.apache.kafka.common.utils.Time;
import scala.collection.immutable.Nil$;

/**
 * The parts of a broker that are asked before a configuration changes, made without the broker: they look at its
 * configuration only.
 */
final class Reconfigurables {
  private final KafkaConfig server;
  private final Time time = Time.SYSTEM;
  private final Metrics metrics = new Metrics();

  static void register(KafkaConfig server) throws Exception {
    Reconfigurables parts = new Reconfigurables(server);
    for (String name : List.of("ThreadPool", "LogConfig", "ListenerConfig", "RemoteLogConfig"))
      parts.add(parts.part("kafka.server.BrokerDynamic" + name, "kafka.server.Dynamic" + name));
    parts.add(parts.part("org.apache.kafka.storage.internals.log.LogCleaner", "kafka.log.LogCleaner"));
    // They register themselves.
    Object quotas = parts.part("kafka.network.ConnectionQuotas");
    Class<?>[] types = {KafkaConfig.class, ListenerName.class};
    quotas.getClass().getMethod("addListener", types).invoke(quotas, server, new ListenerName("PLAINTEXT"));
    parts.part("kafka.network.SocketServer");
  }

  private Reconfigurables(KafkaConfig server) {
    this.server = server;
  }

  /** An object of the first of these classes that the release has; null without any. */
  private Object part(String... names) throws Exception {
    for (String name : names) {
      Class<?> type;
      try {
        type = Class.forName(name);
      } catch (ClassNotFoundException otherRelease) {
        continue;
      }
      // An object of Scala's, whose class of the same name holds static methods only, is none.
      if (type.getConstructors().length == 0) continue;
      Constructor<?> constructor = type.getConstructors()[0];
      Object[] arguments = new Object[constructor.getParameterCount()];
      for (int i = 0; i < arguments.length; i++) arguments[i] = argument(constructor.getParameterTypes()[i]);
      return constructor.newInstance(arguments);
    }
    return null;
  }

  private Object argument(Class<?> type) throws Exception {
    if (type == KafkaConfig.class) return server;
    if (type == Time.class) return time;
    if (type == Metrics.class) return metrics;
    if (type == int.class) return 1;
    if (type == boolean.class) return true;
    if (type.getSimpleName().equals("CleanerConfig")) return cleanerConfig(type);
    if (type.isInstance(Nil$.MODULE$)) return Nil$.MODULE$;
    if (type == List.class || type == Collection.class) return List.of();
    if (type == ConcurrentMap.class) return new ConcurrentHashMap<>();
    if (type.isInterface())
      return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
        if (method.getReturnType() == KafkaConfig.class) return server;
        return method.getReturnType().isEnum() ? method.getReturnType().getEnumConstants()[0] : null;
      });
    if (type.getSimpleName().equals("CredentialProvider")) return part(type.getName());
    if (type.getSimpleName().equals("Pool")) return type.getConstructors()[0].newInstance(scala.Option.empty());
    return null;
  }

  private Object cleanerConfig(Class<?> type) throws Exception {
    for (Constructor<?> constructor : type.getConstructors())
      if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0].isInstance(server))
        return constructor.newInstance(server);
    Class<?> cleaner = Class.forName("kafka.log.LogCleaner");
    return cleaner.getMethod("cleanerConfig", KafkaConfig.class).invoke(null, server);
  }

  private void add(Object part) throws Exception {
    if (part == null) return;
    Object dynamic = server.dynamicConfig();
    var method =
        Stream.of(dynamic.getClass().getMethods())
            .filter(each -> each.getName().equals("addBrokerReconfigurable"))
            .filter(each -> each.getParameterTypes()[0].isInstance(part))
            .findFirst()
            .orElseThrow();
    method.invoke(dynamic, part);
  }
}
