package io.github.fleetmigrate.nix.ast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.fleetmigrate.nix.syntax.NixParser;
import io.github.fleetmigrate.nix.syntax.SyntaxKind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ViewsTest {
  private static <T extends Expr> T parse(Class<T> view, String text) {
    return Expr.ofFile(NixParser.parse(text).tree()).orElseThrow().as(view).orElseThrow();
  }

  private static String text(Optional<Expr> expr) {
    return expr.map(Expr::text).orElse("nothing");
  }

  @Test
  void attrSetHasItsEntriesInOrder() {
    AttrSet set = parse(AttrSet.class, "rec { a.\"b\".${\"c\"} = 1; inherit (x) y \"z\"; ${w} = 2; inherit v; }");
    assertTrue(set.isRecursive());
    assertEquals(4, set.entries().size());
    assertEquals(Optional.of(List.of("a", "b", "c")), set.bindings().get(0).names());
    assertEquals(Optional.empty(), set.bindings().get(1).names());
    assertEquals("x", text(set.inherits().get(0).from()));
    assertEquals(List.of("y", "z"), set.inherits().get(0).attrs().stream().map(a -> a.name().orElse("")).toList());
    assertEquals("nothing", text(set.inherits().get(1).from()));
  }

  @Test
  void lambdaTellsItsParameterFromItsBody() {
    Lambda lambda = parse(Lambda.class, "x: y");
    assertEquals(Optional.of("x"), lambda.parameter());
    assertEquals("y", text(lambda.body()));
    assertEquals(Optional.empty(), parse(Lambda.class, "{ a }: y").parameter());
  }

  @Test
  void formalsAndAtNameStandOnEitherSide() {
    for (String text : List.of("{ a, b ? 1, ... }@all: a", "all @ { a, b ? 1, ... }: a")) {
      Lambda lambda = parse(Lambda.class, text);
      assertEquals(Optional.of("all"), lambda.atName());
      Formals formals = lambda.formals().orElseThrow();
      assertTrue(formals.ellipsis().isPresent());
      assertEquals("1", text(formals.formal("b").orElseThrow().defaultValue()));
      assertEquals(Optional.empty(), formals.formal("c"));
    }
  }

  @Test
  void callHasAHeadAndArguments() {
    Apply call = parse(Apply.class, "f.g a (b) { }");
    assertEquals("f.g", text(call.head()));
    assertEquals(List.of("a", "(b)", "{ }"), call.arguments().stream().map(Expr::text).toList());
  }

  @Test
  void selectHasSubjectPathAndFallback() {
    Select select = parse(Select.class, "a.b.c or d.e");
    assertEquals("a", text(select.subject()));
    assertEquals(Optional.of(List.of("b", "c")), select.path().flatMap(AttrPath::names));
    assertEquals("d.e", text(select.fallback()));
  }

  @Test
  void operatorsGroupAsNixGroupsThem() {
    BinaryOp update = parse(BinaryOp.class, "a // b // c");
    assertTrue(update.is(SyntaxKind.UPDATE));
    assertEquals("b // c", text(update.right()));
    BinaryOp plus = parse(BinaryOp.class, "a - b - c");
    assertEquals("a - b", text(plus.left()));
  }

  @Test
  void controlExpressionsHaveTheirParts() {
    If choice = parse(If.class, "if a then b else c");
    assertEquals("a b c", text(choice.condition()) + " " + text(choice.yes()) + " " + text(choice.no()));
    With with = parse(With.class, "with a; b");
    assertEquals("a b", text(with.scope()) + " " + text(with.body()));
    LetIn let = parse(LetIn.class, "let a = 1; in b");
    assertEquals("b", text(let.body()));
    assertEquals(1, let.bindings().size());
  }

  @Test
  void brokenPartsAreEmpty() {
    AttrSet set = parse(AttrSet.class, "{ a = ; }");
    assertFalse(set.bindings().get(0).value().isPresent());
  }
}
