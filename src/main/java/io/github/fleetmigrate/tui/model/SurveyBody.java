package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.engine.Survey;
import io.github.fleetmigrate.repo.DeployNode;
import io.github.fleetmigrate.repo.Finding;
import io.github.fleetmigrate.repo.Host;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What was found: the flake, the hosts, and what a person should know of them. */
final class SurveyBody {
  private static final int LONGEST_ADDRESS = 26;

  private SurveyBody() {}

  static List<Line> lines(WizardModel model, int width) {
    Survey survey = model.survey();
    List<Line> out = new ArrayList<>();
    out.addAll(Wrap.lines(survey.migration().summary(), width, Role.MUTED, ""));
    out.add(Line.EMPTY);
    out.add(
        Line.of("Flake   ", Role.MUTED)
            .and(survey.flake().style() + ", " + survey.flake().inputs().size() + " inputs", Role.TEXT));
    out.add(
        Line.of("Branch  ", Role.MUTED)
            .and(String.valueOf(survey.repository().branch()), Role.TEXT)
            .and(survey.repository().clean() ? "  clean" : "  with changes that are not committed", Role.MUTED));
    out.add(Line.EMPTY);
    out.add(Line.of("Hosts", Role.TITLE));
    int longest = survey.hosts().stream().mapToInt(h -> Cells.of(SafeText.of(address(survey, h)))).max().orElse(0);
    for (Host host : survey.hosts()) {
      out.add(host(survey, host, Math.min(longest, LONGEST_ADDRESS)));
    }
    if (survey.hosts().isEmpty()) {
      out.add(Line.of("  none could be evaluated", Role.WARNING));
    }
    out.add(Line.EMPTY);
    out.add(Line.of("Findings", Role.TITLE).and("  " + count(survey), Role.MUTED));
    List<Finding> findings = survey.findings();
    for (int i = 0; i < findings.size(); i++) {
      boolean last = i + 1 == findings.size() || !alike(findings.get(i), findings.get(i + 1));
      finding(out, findings.get(i), last, width);
    }
    for (String missing : survey.missing()) {
      out.add(Line.EMPTY);
      out.addAll(Wrap.lines("! missing here: " + missing, width, Role.WARNING, ""));
    }
    return out;
  }

  private static String address(Survey survey, Host host) {
    return survey.nodes().stream()
        .filter(n -> n.name().equals(host.name()))
        .findFirst()
        .map(SurveyBody::address)
        .orElse("no deploy node");
  }

  private static Line host(Survey survey, Host host, int cells) {
    String address = address(survey, host);
    return Line.of("  " + Cells.fit(host.name(), 12) + " ", Role.TEXT)
        .and(Cells.fit(address, cells) + " ", address.startsWith("no ") ? Role.MUTED : Role.TEXT)
        .and(host.source().word(), Role.MUTED);
  }

  private static String address(DeployNode node) {
    return (node.targetUser() == null ? "" : node.targetUser() + "@")
        + (node.targetHost() == null ? "address not known" : node.targetHost())
        + (node.targetPort() == null ? "" : ":" + node.targetPort());
  }

  private static String count(Survey survey) {
    long warnings = survey.findings().stream().filter(f -> f.severity() != Finding.Severity.INFO).count();
    return warnings + " to look at, " + (survey.findings().size() - warnings) + " good to know";
  }

  /** Whether two findings are of the same kind and have the same remedy, which is told once then. */
  private static boolean alike(Finding one, Finding other) {
    return one.id().equals(other.id()) && Objects.equals(one.remedy(), other.remedy());
  }

  private static void finding(List<Line> out, Finding finding, boolean last, int width) {
    Role role =
        switch (finding.severity()) {
          case ERROR -> Role.BAD;
          case WARNING -> Role.WARNING;
          case INFO -> Role.MUTED;
        };
    String sign =
        switch (finding.severity()) {
          case ERROR -> "\u2717 ";
          case WARNING -> "! ";
          case INFO -> "\u00B7 ";
        };
    List<Line> lines = Wrap.lines(finding.message(), width - 2, Role.TEXT, "  ");
    for (int i = 0; i < lines.size(); i++) {
      out.add(i == 0 ? Line.of(sign, role).and(lines.get(0).text().substring(2), Role.TEXT) : lines.get(i));
    }
    if (last) {
      out.addAll(Wrap.lines(finding.remedy(), width - 2, Role.MUTED, "    "));
    }
  }
}
