package io.github.fleetmigrate.plan;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The order in which hosts are proposed to be pushed, the least critical first: what a person can walk up to, then what has
 * no hint, then what others depend on or nobody sits beside, and last the machine that one sits at.
 */
public final class RolloutOrder {
  private static final Set<String> EARLY =
      Set.of("test", "testing", "staging", "canary", "dev", "media", "htpc", "local");
  private static final Set<String> LATE =
      Set.of("server", "remote", "prod", "production", "critical", "gateway", "router", "dns", "storage", "backup");

  private RolloutOrder() {}

  /** The hosts of the fleet as a person ordered them; those that they did not name come after, as proposed. */
  public static List<HostSettings> of(PlanContext context) {
    String controlHost = context.answers().get("controlHost").map(JsonNode::asText).orElse("");
    List<String> named = context.answers().names("rolloutOrder");
    Set<String> order = new LinkedHashSet<>(named);
    order.addAll(propose(context.settlement().hosts(), controlHost));
    return order.stream()
        .flatMap(name -> context.reached().stream().filter(h -> h.inHive() && h.host().equals(name)))
        .toList();
  }

  /**
   * @param controlHost the host one works at; empty where that is not known
   * @return the hosts of the fleet; those that nothing tells apart as they were given
   */
  static List<String> propose(List<HostSettings> fleet, String controlHost) {
    return fleet.stream()
        .filter(HostSettings::inHive)
        .sorted(Comparator.comparingInt(host -> rank(host, controlHost)))
        .map(HostSettings::host)
        .toList();
  }

  private static int rank(HostSettings host, String controlHost) {
    if (host.mode() == HostSettings.Mode.LOCAL || host.host().equals(controlHost)) {
      return 3;
    }
    if (has(host, EARLY)) {
      return 0;
    }
    return has(host, LATE) ? 2 : 1;
  }

  private static boolean has(HostSettings host, Set<String> words) {
    return host.tags().stream().anyMatch(tag -> words.contains(tag.toLowerCase(Locale.ROOT)));
  }
}
