package io.github.fleetmigrate.edit;

import io.github.fleetmigrate.text.TextRange;
import java.util.List;

/**
 * A binding found by its path.
 *
 * @param path its names with those of all bindings around it, whatever lies between them (sets, functions, calls,
 *     lists); a computed name as its text, <code>${system}</code>
 * @param local whether it or one around it is bound by {@code let}: then it is a variable's part, not an attribute
 * @param binding the whole binding with its semicolon
 * @param name its own attribute path, as it stands before the {@code =}
 * @param value what it is bound to
 */
public record FoundBinding(List<String> path, boolean local, TextRange binding, TextRange name, TextRange value) {}
