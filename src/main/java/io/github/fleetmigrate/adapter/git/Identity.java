package io.github.fleetmigrate.adapter.git;

import io.github.fleetmigrate.port.Checkpoints.CommitRefused;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.PersonIdent;

/** Who commits, by the environment and the configuration in git's order. A name made up from the machine is none. */
record Identity(PersonIdent author, PersonIdent committer) {
  static final String MISSING =
      "Git does not know who makes this commit. Tell it, then try again:\n"
          + "  git config --global user.name \"Your Name\"\n"
          + "  git config --global user.email you@example.org";

  static Identity of(Config config, Map<String, String> environment) throws CommitRefused {
    Instant now = Instant.now();
    return new Identity(
        person("author", config, environment, now), person("committer", config, environment, now));
  }

  private static PersonIdent person(String role, Config config, Map<String, String> environment, Instant now)
      throws CommitRefused {
    String variable = "GIT_" + role.toUpperCase(Locale.ROOT);
    String name =
        first(
            environment.get(variable + "_NAME"),
            config.getString(role, null, "name"),
            config.getString("user", null, "name"));
    String email =
        first(
            environment.get(variable + "_EMAIL"),
            config.getString(role, null, "email"),
            config.getString("user", null, "email"),
            environment.get("EMAIL"));
    return new PersonIdent(name, email, now, ZoneId.systemDefault());
  }

  private static String first(String... candidates) throws CommitRefused {
    for (String candidate : candidates) {
      if (candidate != null && !candidate.isBlank()) {
        return candidate.strip();
      }
    }
    throw new CommitRefused(MISSING);
  }
}
