package io.github.fleetmigrate.cli;

import io.github.fleetmigrate.health.Check;
import io.github.fleetmigrate.health.CheckStatus;
import io.github.fleetmigrate.health.HealthReport;
import io.github.fleetmigrate.health.HostHealth;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Hosts' health for a person: each as it comes, its checks below it, what to do below a check that is not ok. */
final class HealthText {
  private static final String RESET = "\u001b[0m";
  private final PrintStream out;
  private final boolean colored;

  HealthText(PrintStream out, boolean colored) {
    this.out = out;
    this.colored = colored;
  }

  void host(HostHealth health) {
    String user = health.user() == null ? "" : health.user() + "@";
    String port = health.port() == 0 ? "" : ":" + health.port();
    String place = health.address() == null ? "" : "  " + user + health.address() + port;
    String seconds = String.format(Locale.ROOT, "%.1f s", health.elapsed().toMillis() / 1000.0);
    out.println(word(health.status()) + "  " + Neutral.line(health.name() + place) + "  " + seconds);
    health.checks().forEach(this::check);
  }

  void check(Check check) {
    out.println("  " + word(check.status()) + "  " + String.format("%-12s", check.id().word()) + "  " + Neutral.line(check.detail()));
    if (check.remedy() != null) {
      out.println("           " + Neutral.line(check.remedy()));
    }
  }

  void summary(HealthReport report) {
    List<String> parts = new ArrayList<>();
    for (CheckStatus status : CheckStatus.values()) {
      long count = report.hosts().stream().filter(h -> h.status() == status).count();
      if (count > 0) {
        parts.add(count + " " + status.word());
      }
    }
    out.println(report.hosts().size() + (report.hosts().size() == 1 ? " host: " : " hosts: ") + String.join(", ", parts));
  }

  private String word(CheckStatus status) {
    String word = String.format("%-7s", status.word());
    String code =
        switch (status) {
          case OK -> "32";
          case WARNING -> "33";
          case FAILED -> "31";
        };
    return colored ? "\u001b[" + code + "m" + word + RESET : word;
  }
}
