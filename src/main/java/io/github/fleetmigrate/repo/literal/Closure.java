package io.github.fleetmigrate.repo.literal;

import io.github.fleetmigrate.nix.ast.Expr;
import io.github.fleetmigrate.nix.ast.Formal;
import io.github.fleetmigrate.nix.ast.Lambda;
import io.github.fleetmigrate.repo.literal.Interpreter.Context;
import io.github.fleetmigrate.repo.literal.Value.Attrs;
import io.github.fleetmigrate.repo.literal.Value.External;
import io.github.fleetmigrate.repo.literal.Value.Unread;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A function of the repository's own with the names that it sees. */
final class Closure implements Value.Function {
  private final Lambda lambda;
  private final Context at;
  private final Interpreter interpreter;

  Closure(Lambda lambda, Context at, Interpreter interpreter) {
    this.lambda = lambda;
    this.at = at;
    this.interpreter = interpreter;
  }

  @Override
  public Value call(Lazy argument, Place place) {
    Map<String, Lazy> names = new HashMap<>();
    Context inner = at.in(Scope.of(names, at.scope()));
    lambda.parameter().ifPresent(name -> names.put(name, argument));
    lambda.atName().ifPresent(name -> names.put(name, argument));
    if (lambda.formals().isPresent()) {
      Value given = argument.get();
      for (Formal formal : lambda.formals().get().formals()) {
        formal.name().ifPresent(name -> names.put(name, formal(name, formal.defaultValue(), given, argument, inner)));
      }
    }
    return interpreter.part(lambda.body(), lambda, inner);
  }

  private Lazy formal(String name, Optional<Expr> fallback, Value given, Lazy argument, Context inner) {
    if (given instanceof Attrs set) {
      Optional<Lazy> found = set.find(name);
      if (found.isPresent()) {
        return found.get();
      }
      return fallback
          .map(e -> interpreter.later(e, inner))
          .orElseGet(() -> Lazy.of(argument.where(), new Unread("the argument " + name + " is missing", argument.where())));
    }
    return given instanceof External outside
        ? Lazy.of(null, outside.below(name))
        : Lazy.of(argument.where(), given.unread(argument.where()));
  }
}
