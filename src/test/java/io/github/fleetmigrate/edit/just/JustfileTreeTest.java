package io.github.fleetmigrate.edit.just;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files that make one justfile are those that just reads. */
class JustfileTreeTest {
  private final Map<String, String> files = new TreeMap<>();

  @Test
  void importsAndModulesAreFollowedAsJustDoes(@TempDir Path folder) throws Exception {
    files.put("justfile", "import 'just/a.just'\nimport? \"none.just\"\nmod one\nmod two # c\nmod three 'deep/x.just'\nmod four 'deep/four'\nmod? five\nroot:\n");
    files.put("just/a.just", "import 'b.just'\nimport '../c'\nin-a: in-b\n");
    files.put("just/b.just", "in-b:\n");
    files.put("c", "in-c:\n");
    files.put("one.just", "mod inner 'deep/inner.just'\nin-one:\n");
    files.put("two/mod.just", "import '../just/b.just'\nin-two:\n");
    files.put("deep/x.just", "in-three:\n");
    files.put("deep/four/.JUSTFILE", "in-four:\n");
    files.put("deep/inner.just", "in-inner:\n");
    files.put("other/justfile", "elsewhere:\n");
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = folder.resolve("t").resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
    TreeSet<String> expected = new TreeSet<>();
    collect(new Just(folder).dump(folder.resolve("t/justfile")), "", expected);
    TreeSet<String> read = new TreeSet<>();
    parts("justfile").forEach(p -> p.file().recipes().forEach(r -> read.add(p.module() + r.name())));
    assertEquals(expected, read);
    assertEquals(10, read.size());
  }

  @ParameterizedTest
  @CsvSource({
    "justfile, true", "Justfile, true", "JUSTFILE, true", ".justfile, true", "a/.JustFile, true", "x.just, false", "justfile.md, false"
  })
  void aNameInAnyCaseIsAJustfile(String path, boolean expected) {
    assertEquals(expected, JustfileTree.isJustfile(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import 'justfile'\n", "mod a 'justfile'\n", "import '../x'\n", "import '/etc/x'\n", "import? '~/x'\n", "import x'$HOME/x'\n",
        "import 'none'\n", "mod none\n", "import ''\n", "mod a ''\n", "import '\0'\n"
      })
  void whatLeadsNowhereIsNotFollowed(String text) {
    files.put("justfile", text);
    assertEquals(1, parts("justfile").size());
  }

  @Test
  void modulesThatLeadToEachOtherEnd() {
    files.put("justfile", "mod a\nmod b\n");
    files.put("a.just", "mod b\n");
    files.put("b.just", "mod a\n");
    assertEquals(
        List.of("", "a::", "b::", "a::b::", "b::a::"), parts("justfile").stream().map(JustfileTree.Part::module).toList());
  }

  @Test
  void aShellIsThatOfTheWholeJustfile() {
    files.put("justfile", "import 'a.just'\nmod m 'm.just'\n");
    files.put("a.just", "set shell := ['nu', '-c']\na:\n");
    files.put("m.just", "m:\n");
    List<JustfileTree.Part> parts = parts("justfile");
    assertEquals(
        Map.of("justfile", false, "a.just", false, "m.just", true),
        new TreeMap<>(Map.of(
            "justfile", isShell(parts, "justfile"), "a.just", isShell(parts, "a.just"), "m.just", isShell(parts, "m.just"))));
  }

  private static boolean isShell(List<JustfileTree.Part> parts, String path) {
    JustShell shell = parts.stream().filter(p -> p.path().equals(path)).findFirst().orElseThrow().shell();
    return shell.isShell(Justfile.parse("x:\n  y\n").recipes().get(0));
  }

  private List<JustfileTree.Part> parts(String root) {
    return JustfileTree.read(root, new TreeSet<>(files.keySet()), path -> Optional.ofNullable(files.get(path)));
  }

  private static void collect(JsonNode dump, String module, TreeSet<String> out) {
    dump.get("recipes").fieldNames().forEachRemaining(name -> out.add(module + name));
    dump.get("modules").properties().forEach(m -> collect(m.getValue(), module + m.getKey() + "::", out));
  }
}
