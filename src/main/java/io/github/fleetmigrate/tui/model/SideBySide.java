package io.github.fleetmigrate.tui.model;

import io.github.fleetmigrate.plan.Decision;
import io.github.fleetmigrate.repo.DeployNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A setting that sources differ in: what each says, beside one another, and where it says so. */
final class SideBySide {
  private static final String INDENT = "    ";

  private SideBySide() {}

  /** What one source says; without a value it says nothing. */
  private record Side(String who, String value, String where, boolean counts) {}

  static List<Line> lines(WizardModel model, Decision decision, int width) {
    String host = decision.item().substring(0, Math.max(0, decision.item().lastIndexOf('.')));
    Side left = side(decision, Decision.DEPLOY_RS, "deploy-rs says", node(model, host));
    List<String> files = model.survey().migration().inventory().paths();
    String inventory = files.size() == 1 ? files.get(0) : "the inventory";
    Side right = side(decision, Decision.INVENTORY, inventory + " says", "the entry of " + host);
    int half = (width - INDENT.length() - 3) / 2;
    List<Line> out = new ArrayList<>();
    out.add(row(mark(left) + left.who(), mark(right) + right.who(), half, role(left, Role.ACCENT), role(right, Role.ACCENT)));
    out.add(row("  " + left.value(), "  " + right.value(), half, role(left, Role.TITLE), role(right, Role.TITLE)));
    out.add(row("  " + left.where(), "  " + right.where(), half, Role.MUTED, Role.MUTED));
    boolean own = decision.value() != null && !decision.value().isNull() && !left.counts() && !right.counts();
    if (own) {
      out.add(Line.of(INDENT + "\u25CF yours: " + DecisionsBody.value(decision), Role.ACCENT));
    }
    return out;
  }

  private static Side side(Decision decision, String why, String who, String where) {
    Optional<Decision.Choice> said = decision.choices().stream().filter(c -> c.why().equals(why)).findFirst();
    return said.map(c -> new Side(who, c.label(), where, c.value().equals(decision.value())))
        .orElse(new Side(who, "nothing", "", false));
  }

  private static String node(WizardModel model, String host) {
    Optional<DeployNode> node = model.survey().nodes().stream().filter(n -> n.name().equals(host)).findFirst();
    return "node " + host + node.map(n -> ", " + n.source().word()).orElse("");
  }

  private static String mark(Side side) {
    return side.counts() ? "\u25CF " : "\u25CB ";
  }

  private static Role role(Side side, Role counts) {
    return side.counts() ? counts : Role.TEXT;
  }

  private static Line row(String left, String right, int half, Role leftRole, Role rightRole) {
    return Line.of(INDENT + Cells.fit(left, half), leftRole).and(" \u2502 ", Role.MUTED).and(Cells.fit(right, half).stripTrailing(), rightRole);
  }
}
