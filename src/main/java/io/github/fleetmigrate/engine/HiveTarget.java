package io.github.fleetmigrate.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fleetmigrate.plan.HostSettings;
import java.util.Objects;

/**
 * Where the new tool would deploy a host, beside where its health is asked. Both were the same when the phases were proved;
 * a commit or an answer since then may have moved one of them, and a machine would be watched that is not the one pushed.
 */
final class HiveTarget {
  private static final String SSH_PORT = "22";
  private final HostSettings host;
  private final JsonNode hive;

  HiveTarget(HostSettings host, JsonNode hive) {
    this.host = host;
    this.hive = hive;
  }

  void refuseElsewhere() throws Stopped {
    if (host.mode() == HostSettings.Mode.LOCAL) {
      return;
    }
    refuse("targetHost", text("targetHost"), host.address());
    refuse("targetUser", text("targetUser"), host.user());
    if (hive.has("targetPort")) {
      String port = host.port() == null ? SSH_PORT : host.port().toString();
      refuse("targetPort", Objects.requireNonNullElse(text("targetPort"), SSH_PORT), port);
    }
  }

  private String text(String field) {
    return hive.hasNonNull(field) ? hive.get(field).asText() : null;
  }

  /** What one of them does not say is nobody's to compare. */
  private void refuse(String field, String pushed, String asked) throws Stopped {
    if (pushed == null || asked == null || pushed.equals(asked)) {
      return;
    }
    String item = host.host() + "." + field;
    throw Stopped.because(
        ExitStatus.DECISION_NEEDED,
        host.host() + " would be pushed with " + field + " " + pushed + ", and its health is asked with " + asked,
        "where " + pushed + " is right: `fleet-migrate apply --answers FILE` with {\"settle\": {\"" + item + "\": "
            + (field.equals("targetPort") ? pushed : "\"" + pushed + "\"") + "}} in it; else put the repository right and commit");
  }
}
