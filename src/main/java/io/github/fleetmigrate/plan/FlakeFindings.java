package io.github.fleetmigrate.plan;

import io.github.fleetmigrate.edit.FlakeFile;
import io.github.fleetmigrate.edit.FlakeInput;
import io.github.fleetmigrate.edit.FoundBinding;
import io.github.fleetmigrate.nix.ast.Literal;
import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.nix.syntax.SyntaxNode;
import io.github.fleetmigrate.repo.Finding;
import io.github.fleetmigrate.repo.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Findings of what stands in flake.nix. */
final class FlakeFindings {
  private static final String FILE = "flake.nix";

  /** A URL of something that is on one machine only; a relative path is in the flake itself. */
  private static final Pattern OF_ONE_MACHINE = Pattern.compile("(?:(?:path|git\\+file|file|tarball\\+file):(?://)?)?[/~].*");

  private final String text;
  private final FlakeFile flake;
  private final List<Finding> out = new ArrayList<>();

  FlakeFindings(String text) {
    this.text = text;
    this.flake = FlakeFile.of(text);
  }

  List<Finding> all() {
    flake.nixConfig().forEach(this::nixConfig);
    for (SyntaxNode node : NixParser.parse(text).tree().descendants(SyntaxKind.LITERAL)) {
      new Literal(node).url().ifPresent(url -> unquoted(url, node));
    }
    flake.inputs().forEach(this::input);
    return out;
  }

  private void nixConfig(FoundBinding setting) {
    String name = setting.path().get(1);
    String what =
        name.endsWith("substituters") ? ", where nix would fetch builds from"
            : name.endsWith("public-keys") ? ", whose builds nix would trust" : "";
    add(
        "flake.nix-config",
        Severity.WARNING,
        flake.lineOf(setting.binding()),
        "the flake's nixConfig sets " + name + " = " + setting.value().in(text).replaceAll("\\s+", " ") + what,
        "fleet-migrate never accepts it; nix asks you, or set it in your own nix.conf if you trust it");
  }

  private void unquoted(String url, SyntaxNode node) {
    add(
        "flake.unquoted-url",
        Severity.INFO,
        flake.lineOf(node.range()),
        "the URL " + url + " is not quoted; nix is giving that up (it can be refused already, by the feature no-url-literals)",
        "put it into quotes; it is left as it is here");
  }

  private void input(FlakeInput input) {
    String url = input.url().orElse("");
    if (OF_ONE_MACHINE.matcher(url).matches()) {
      add(
          "input.local-path",
          Severity.INFO,
          flake.lineOf(input.urlRange().orElse(input.range())),
          "the input " + input.name() + " is a path of one machine: " + url,
          "where it is missing, hand nix another with --override-input " + input.name() + " URL");
    }
  }

  private void add(String id, Severity severity, int line, String message, String remedy) {
    out.add(new Finding(id, severity, null, FILE + ":" + line, message, remedy));
  }
}
