package io.github.fleetmigrate.nix.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text is, the tree holds all of it, and its elements lie side by side without a gap. */
class AnyTextTest {
  private static final List<String> SOUP =
      List.of(
          "a", "or", "if", "then", "else", "let", "in", "rec", "inherit", "with", "assert", "1", "1.5", "\"", "''", "${",
          "{", "}", "[", "]", "(", ")", ";", ":", "=", "==", ".", "...", ",", "@", "?", "->", "//", "++", "+", "-", "*",
          "/", "!", "<", ">", "&&", "||", "./a", "./a/", "~/b", "<c>", "http://d", " ", "\n", "\r\n", "\r", "\t", "#",
          "/*", "*/", "\\", "$", "'", "`", "\u00e9", "\ud83d\ude00", "\ud83d", "\0", "\uFEFF");

  @Test
  void randomTokensPrintBack() {
    Random random = new Random(20260122);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(25); i >= 0; i--) {
        text.append(SOUP.get(random.nextInt(SOUP.size())));
      }
      assertLossless(text.toString());
    }
  }

  private static void assertLossless(String text) {
    SyntaxNode root = NixParser.parse(text).tree();
    assertEquals(text, root.text());
    int at = 0;
    for (SyntaxToken token : root.tokens()) {
      assertEquals(at, token.start(), text);
      at = token.end();
    }
    for (SyntaxNode node : root.descendants()) {
      assertFalse(node.children().isEmpty() && node.kind() != SyntaxKind.ROOT, text);
      for (SyntaxElement child : node.children()) {
        assertEquals(node, child.parent().orElseThrow(), text);
      }
    }
  }

  @Test
  void carriageReturnsAreKeptAndAccepted() {
    NixParse parse = NixParser.parse("{\r\n  # c\r\n  a = \"x\r\ny\";\r\n}\r\n");
    assertTrue(parse.ok());
    assertEquals("{\r\n  # c\r\n  a = \"x\r\ny\";\r\n}\r\n", parse.tree().text());
  }

  @Test
  void byteOrderMarkIsKeptAndRefused() {
    NixParse parse = NixParser.parse("\uFEFF{ }");
    assertFalse(parse.ok());
    assertEquals("\uFEFF{ }", parse.tree().text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"1 + ", "a: ", "1 ++ ", "!", "f ", "x.y or "})
  void longChainsNeedNoStack(String link) {
    String text = link.equals("a: ") ? "a: ".repeat(3000) + "a" : link.repeat(3000) + "1";
    assertEquals(List.of(), NixParser.parse(text).errors());
    assertLossless(text);
  }

  @Test
  void operatorChainsHaveNoLimit() {
    String text = "1 + ".repeat(100_000) + "1";
    assertTrue(NixParser.parse(text).ok());
    assertTrue(NixParser.parse(text.replace("+", "//")).ok());
  }

  @Test
  void deepNestingIsAccepted() {
    String text = "[".repeat(4000) + "]".repeat(4000);
    assertTrue(NixParser.parse(text).ok());
    assertLossless(text);
    assertTrue(NixParser.parse("{a=".repeat(4000) + "1" + ";}".repeat(4000)).ok());
  }

  @Test
  void endlessNestingIsRefusedAndStillPrintsBack() {
    String text = "[(".repeat(100_000);
    NixParse parse = NixParser.parse(text);
    assertEquals("nested too deeply", parse.errors().get(0).message());
    assertEquals(text, parse.tree().text());
  }
}
