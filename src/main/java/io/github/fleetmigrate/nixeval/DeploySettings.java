package io.github.fleetmigrate.nixeval;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * deploy-rs' generic settings; null where one is not given anywhere. Source: deploy-rs, {@code src/data.rs}.
 *
 * @param confirmTimeout in seconds
 * @param activationTimeout in seconds
 */
public record DeploySettings(
    String sshUser,
    String user,
    List<String> sshOpts,
    Boolean fastConnection,
    Boolean autoRollback,
    Boolean magicRollback,
    Integer confirmTimeout,
    Integer activationTimeout,
    String tempPath,
    String sudo,
    Boolean remoteBuild,
    Boolean interactiveSudo) {
  public DeploySettings {
    sshOpts = List.copyOf(sshOpts);
  }

  static DeploySettings of(JsonNode json) {
    List<String> opts = new ArrayList<>();
    json.path("sshOpts").forEach(opt -> opts.add(opt.asText()));
    return new DeploySettings(
        text(json, "sshUser"),
        text(json, "user"),
        opts,
        flag(json, "fastConnection"),
        flag(json, "autoRollback"),
        flag(json, "magicRollback"),
        number(json, "confirmTimeout"),
        number(json, "activationTimeout"),
        text(json, "tempPath"),
        text(json, "sudo"),
        flag(json, "remoteBuild"),
        flag(json, "interactiveSudo"));
  }

  /** As deploy-rs merges: the inner setting wins, the outer's ssh options come after the inner's. */
  DeploySettings within(DeploySettings outer) {
    List<String> opts = new ArrayList<>(sshOpts);
    opts.addAll(outer.sshOpts);
    return new DeploySettings(
        or(sshUser, outer.sshUser),
        or(user, outer.user),
        opts,
        or(fastConnection, outer.fastConnection),
        or(autoRollback, outer.autoRollback),
        or(magicRollback, outer.magicRollback),
        or(confirmTimeout, outer.confirmTimeout),
        or(activationTimeout, outer.activationTimeout),
        or(tempPath, outer.tempPath),
        or(sudo, outer.sudo),
        or(remoteBuild, outer.remoteBuild),
        or(interactiveSudo, outer.interactiveSudo));
  }

  private static <T> T or(T inner, T outer) {
    return inner != null ? inner : outer;
  }

  private static String text(JsonNode json, String name) {
    return json.hasNonNull(name) ? json.get(name).asText() : null;
  }

  private static Boolean flag(JsonNode json, String name) {
    return json.hasNonNull(name) ? json.get(name).asBoolean() : null;
  }

  private static Integer number(JsonNode json, String name) {
    return json.hasNonNull(name) ? json.get(name).asInt() : null;
  }
}
