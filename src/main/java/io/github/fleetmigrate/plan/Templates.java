package io.github.fleetmigrate.plan;

import com.samskivert.mustache.Mustache;
import java.util.Map;

/** Mustache templates over the planning context. A name that the context lacks is empty. */
public final class Templates {
  private final Mustache.Compiler compiler = Mustache.compiler().escapeHTML(false).defaultValue("").emptyStringIsFalse(true);

  public String render(String template, Map<String, Object> context) {
    return compiler.compile(template).execute(context);
  }

  /** Whether every condition holds; a leading {@code !} in a value negates it. */
  public boolean holds(Map<String, String> when, Map<String, Object> context) {
    return when.entrySet().stream()
        .allMatch(
            e -> {
              String value = render("{{" + e.getKey() + "}}", context);
              return e.getValue().startsWith("!")
                  ? !value.equals(e.getValue().substring(1))
                  : value.equals(e.getValue());
            });
  }
}
