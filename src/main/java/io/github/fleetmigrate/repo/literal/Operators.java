package io.github.fleetmigrate.repo.literal;

import io.github.fleetmigrate.nix.ast.BinaryOp;
import io.github.fleetmigrate.nix.ast.UnaryOp;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import io.github.fleetmigrate.repo.literal.Interpreter.Context;
import io.github.fleetmigrate.repo.literal.Value.Attrs;
import io.github.fleetmigrate.repo.literal.Value.Flag;
import io.github.fleetmigrate.repo.literal.Value.Items;
import io.github.fleetmigrate.repo.literal.Value.Text;
import io.github.fleetmigrate.repo.literal.Value.Unread;
import io.github.fleetmigrate.repo.literal.Value.Whole;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Operators. */
final class Operators {
  private Operators() {}

  static Value unary(UnaryOp op, Context at, Interpreter interpreter) {
    Value operand = interpreter.part(op.operand(), op, at);
    if (op.isNegation()) {
      return operand instanceof Whole n ? new Whole(-n.number()) : operand.unread(at.place(op.node()));
    }
    return operand instanceof Flag flag ? new Flag(!flag.set()) : operand.unread(at.place(op.node()));
  }

  static Value binary(BinaryOp op, Context at, Interpreter interpreter) {
    Place place = at.place(op.node());
    SyntaxKind kind = op.operator().map(t -> t.kind()).orElse(SyntaxKind.ERROR);
    Value left = interpreter.part(op.left(), op, at);
    switch (kind) {
      case AND_AND, OR_OR, IMPLIES:
        return logical(kind, left, op, at, interpreter);
      default:
        break;
    }
    Value right = interpreter.part(op.right(), op, at);
    return switch (kind) {
      case UPDATE -> update(left, right, place);
      case CONCAT -> concatenated(left, right, place);
      case PLUS -> plus(left, right, place);
      case EQUAL -> equal(left, right, place);
      case NOT_EQUAL -> equal(left, right, place) instanceof Flag same ? new Flag(!same.set()) : equal(left, right, place);
      default -> new Unread("such an operation is not worked out", place);
    };
  }

  private static Value logical(SyntaxKind kind, Value left, BinaryOp op, Context at, Interpreter interpreter) {
    Place place = at.place(op.node());
    if (!(left instanceof Flag first)) {
      return left.unread(place);
    }
    boolean decided = kind == SyntaxKind.OR_OR ? first.set() : !first.set();
    if (decided) {
      return new Flag(kind != SyntaxKind.AND_AND);
    }
    Value right = interpreter.part(op.right(), op, at);
    return right instanceof Flag ? right : right.unread(place);
  }

  /** {@code left // right}: where the right side is not known, every attribute may come from there. */
  static Value update(Value left, Value right, Place at) {
    if (right instanceof Attrs over) {
      Map<String, Lazy> known = new LinkedHashMap<>();
      Value rest = over.rest();
      if (left instanceof Attrs base) {
        base.known().forEach((name, value) -> known.put(name, rest == null ? value : doubtful(value, rest)));
        known.putAll(over.known());
        return new Attrs(known, rest != null ? rest : base.rest());
      }
      return new Attrs(over.known(), rest != null ? rest : left.unread(at));
    }
    if (left instanceof Attrs base) {
      Unread why = right.unread(at);
      Map<String, Lazy> known = new LinkedHashMap<>();
      base.known().forEach((name, value) -> known.put(name, doubtful(value, why)));
      return new Attrs(known, why);
    }
    return left.unread(at);
  }

  private static Lazy doubtful(Lazy value, Value over) {
    Unread why = over.unread(value.where());
    return Lazy.of(value.where(), new Unread("it may be replaced: " + why.why(), why.where()));
  }

  /** {@code left ++ right}; what is known of either stays known. */
  static Value concatenated(Value left, Value right, Place at) {
    List<Lazy> all = new ArrayList<>();
    Unread rest = null;
    for (Value side : List.of(left, right)) {
      if (side instanceof Items items) {
        all.addAll(items.items());
        rest = items.rest() != null ? items.rest() : rest;
      } else {
        rest = side.unread(at);
      }
    }
    return new Items(all, rest);
  }

  private static Value plus(Value left, Value right, Place at) {
    if (left instanceof Whole a && right instanceof Whole b) {
      return new Whole(a.number() + b.number());
    }
    Value base = left instanceof Attrs set && set.known().containsKey("outPath") ? set.known().get("outPath").get() : left;
    return Texts.joined(base, right, at);
  }

  static Value equal(Value left, Value right, Place at) {
    return same(left, right).<Value>map(Flag::new).orElseGet(() -> (scalar(left) ? right : left).unread(at));
  }

  /** Whether two values are equal; empty where that is not known. */
  private static Optional<Boolean> same(Value left, Value right) {
    if (scalar(left) && scalar(right)) {
      return Optional.of(left.equals(right));
    }
    boolean comparable = scalar(left) || left instanceof Items || left instanceof Attrs;
    boolean with = scalar(right) || right instanceof Items || right instanceof Attrs;
    if (comparable && with && left.getClass() != right.getClass()) {
      return Optional.of(false);
    }
    if (left instanceof Items a && right instanceof Items b && a.rest() == null && b.rest() == null) {
      boolean equal = a.items().size() == b.items().size();
      for (int i = 0; equal && i < a.items().size(); i++) {
        Optional<Boolean> each = same(a.items().get(i).get(), b.items().get(i).get());
        if (each.isEmpty()) {
          return each;
        }
        equal = each.get();
      }
      return Optional.of(equal);
    }
    if (left instanceof Attrs a && right instanceof Attrs b && a.rest() == null && b.rest() == null
        && !a.known().keySet().equals(b.known().keySet())) {
      return Optional.of(false);
    }
    return Optional.empty();
  }

  private static boolean scalar(Value value) {
    return value instanceof Text || value instanceof Whole || value instanceof Flag || value instanceof Value.Nothing
        || value instanceof Value.InTree;
  }
}
