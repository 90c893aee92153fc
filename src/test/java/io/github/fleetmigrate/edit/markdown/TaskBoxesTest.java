package io.github.fleetmigrate.edit.markdown;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TaskBoxesTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "- [ ] task",
        "* [ ] task",
        "+ [ ] task",
        "1. [ ] task",
        "12) [ ] task",
        "   - [ ] task",
        "-    [ ] task",
        "-\t[ ] task",
        "- [\t] task",
        "- [ ]\ttask",
        "> - [ ] task",
        "> > 1. [ ] task",
        "- > - [ ] task",
        "- outer\n  - [ ] task",
        "1. outer\n\n   text\n\n   - [ ] task",
        "- - [ ] task",
        "text\n- [ ] task",
        "# heading\n- [ ] task\n\n  ```sh\n  - [ ] code\n  ```",
        "- [ ] **task**",
        "- [ ] <!-- note -->task"
      })
  void aBoxIsTickedByOneCharacter(String text) {
    for (String document : List.of(text, text + "\n", text.replace("\n", "\r\n") + "\r\n", "\u00e4\ud83d\ude00\n\n" + text)) {
      TaskBoxes boxes = TaskBoxes.of(document);
      assertEquals(List.of("task"), boxes.all().stream().map(TaskBox::text).toList(), document);
      assertFalse(boxes.all().get(0).ticked());
      String ticked = boxes.tick(List.of(0));
      assertEquals(List.of(boxes.all().get(0).at()), differences(document, ticked), document);
      assertTrue(TaskBoxes.of(ticked).all().get(0).ticked(), ticked);
      assertEquals(document.replace("[\t]", "[ ]"), TaskBoxes.of(ticked).untick(List.of(0)));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[ ] no list",
        "- [] empty",
        "- [ ]no space",
        "- [ ]",
        "- [  ] two",
        "- [y] other",
        "- \\[ ] escaped",
        "- x [ ] later",
        "- [x](https://example.org) a link",
        "- ## [ ] a heading",
        "- `[ ] code`",
        "    - [ ] indented code",
        "```\n- [ ] fenced\n```",
        "~~~md\n- [ ] fenced\n~~~",
        "> ```\n> - [ ] fenced in a quote\n> ```",
        "- item\n\n      - [ ] code in an item",
        "<!--\n- [ ] a comment\n-->",
        "<div>\n- [ ] html\n</div>",
        "text - [ ] in a line",
        "| - [ ] cell |"
      })
  void whatIsNoBoxIsLeftAlone(String text) {
    assertEquals(List.of(), TaskBoxes.of(text).all());
    assertEquals(List.of(), TaskBoxes.of(text.replace("\n", "\r\n")).all());
  }

  @Test
  void aBoxKnowsItsWordsAndWhatItStandsUnder() {
    TaskBoxes boxes =
        TaskBoxes.of(
            """
            Plan to `move`
            ==============

            ## Phase 1

            ### 1.2 The **input**
            1. **Today** (early):
               - [ ] Add [the `input`](x.md) to
                 *flake.nix*
                 - [x] nested
            ## Phase 2
            **Later on**

            - [X] All
            > # Quoted
            > - [ ] Inside

            - [ ] After
            """);
    assertEquals(
        List.of("Add the input to flake.nix", "nested", "All", "Inside", "After"),
        boxes.all().stream().map(TaskBox::text).toList());
    assertEquals(List.of(8, 10, 14, 16, 18), boxes.all().stream().map(TaskBox::line).toList());
    assertEquals(List.of(false, true, true, false, false), boxes.all().stream().map(TaskBox::ticked).toList());
    assertEquals(List.of(-1, 0, -1, -1, -1), boxes.all().stream().map(TaskBox::parent).toList());
    assertEquals(
        List.of("Plan to move", "Phase 1", "1.2 The input", "Today (early):"), boxes.all().get(0).under());
    assertEquals(
        List.of("Plan to move", "Phase 1", "1.2 The input", "Today (early):", "Add the input to flake.nix"),
        boxes.all().get(1).under());
    assertEquals(List.of("Plan to move", "Phase 2", "Later on"), boxes.all().get(2).under());
    assertEquals(List.of("Quoted"), boxes.all().get(3).under());
    assertEquals(List.of("Plan to move", "Phase 2", "Later on"), boxes.all().get(4).under());
  }

  @Test
  void aLinkCalledXDoesNotHideATick() {
    TaskBox box = TaskBoxes.of("- [x] done\n\n[x]: https://example.org\n").all().get(0);
    assertTrue(box.ticked());
    assertEquals("done", box.text());
  }

  @Test
  void aTickIsWrittenAsTheOthersAre() {
    assertEquals("- [X] a\n- [X] b\n", TaskBoxes.of("- [X] a\n- [ ] b\n").tick(List.of(1)));
    assertEquals("- [X] a\n- [x] b\n- [x] c\n", TaskBoxes.of("- [X] a\n- [x] b\n- [ ] c\n").tick(List.of(2)));
  }

  @Test
  void inAnyMixOfLinesATickChangesItsOwnCharacterAlone() {
    List<String> lines =
        List.of("- [ ] a", "  - [ ] b", "> - [ ] c", "```", "\t- [x] d", "1. [ ] e", "# h", "", "text", "    - [ ] f", "~~~", "---", "<!--", "-->");
    Random random = new Random(4);
    int seen = 0;
    for (int round = 0; round < 400; round++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(14); n >= 0; n--) {
        text.append(lines.get(random.nextInt(lines.size()))).append(random.nextBoolean() ? "\r\n" : "\n");
      }
      TaskBoxes boxes = TaskBoxes.of(text.toString());
      for (int i = 0; i < boxes.all().size(); i++) {
        if (!boxes.all().get(i).ticked()) {
          seen++;
          String ticked = boxes.tick(List.of(i));
          assertEquals(List.of(boxes.all().get(i).at()), differences(text.toString(), ticked), text.toString());
          List<Boolean> expected = new ArrayList<>(boxes.all().stream().map(TaskBox::ticked).toList());
          expected.set(i, true);
          assertEquals(expected, TaskBoxes.of(ticked).all().stream().map(TaskBox::ticked).toList(), text.toString());
        }
      }
    }
    assertTrue(seen > 300, seen + " boxes");
  }

  private static List<Integer> differences(String a, String b) {
    assertEquals(a.length(), b.length());
    return IntStream.range(0, a.length()).filter(i -> a.charAt(i) != b.charAt(i)).boxed().toList();
  }
}
