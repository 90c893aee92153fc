package io.github.fleetmigrate.repo.literal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fleetmigrate.port.FileVersion;
import io.github.fleetmigrate.repo.RepoSnapshot;
import io.github.fleetmigrate.repo.statics.StaticFleet;
import io.github.fleetmigrate.testing.Tools;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterpreterTest {
  private final Map<String, String> files = new LinkedHashMap<>();

  @TempDir Path folder;

  /** Code without anything from outside: what is worked out is what nix prints. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{ a = 1; b = -2; c = true; d = null; e = \"x\\n\\${y}\"; f = [ 1 [ ] { } ]; }",
        "let a = { b.c = 1; b.d = 2; }; in a.b // { c = 3; }",
        "rec { a = b + \"c\"; b = \"d${e}\"; e = ''  f''; }",
        "let inherit (x) y; x = { y = 1; z = x.y; }; in [ y x.z (x.q or 4) (x ? y) (x ? q) (x ? y.z) ]",
        "let f = { a, b ? a + 1, ... }@all: [ a b (all ? b) ]; in [ (f { a = 1; }) (f { a = 1; b = 5; c = 6; }) ]",
        "let f = x: y: x ++ [ y ]; in map (f [ 0 ]) [ 1 2 ]",
        "with { a = 1; b = 2; }; let a = 3; in with { b = 4; }; [ a b ]",
        "if 1 == 1 && !(\"a\" == \"b\") || abort \"not reached\" then [ 1 ] ++ [ 2 ] else throw \"no\"",
        "{ ${\"a\" + \"b\"} = 1; ${null} = 2; } // { \"c d\".e = 3; }",
        "builtins.mapAttrs (n: v: n + toString v) { a = 1; b = true; c = null; }",
        "builtins.attrNames { z = 1; a = 2; } ++ builtins.attrValues { z = \"1\"; a = \"2\"; }",
        "builtins.listToAttrs [ { name = \"a\"; value = 1; } { name = \"a\"; value = 2; } ]",
        "builtins.filter (x: builtins.elem x [ 1 3 ]) (builtins.concatLists [ [ 1 2 ] [ 3 ] ])",
        "builtins.foldl' (a: b: a // { ${b} = a ? ${b}; }) { x = 0; } [ \"x\" \"y\" ]",
        "removeAttrs { a = 1; b = 2; } [ \"b\" \"c\" ]",
        "builtins.concatStringsSep \"-\" (map toString [ 1 2 3 ])",
        "let f = n: if n == 0 then [ ] else [ n ] ++ f (n + (-1)); in f 5",
        "[ (builtins.isString \"\") (builtins.isAttrs [ ]) (builtins.hasAttr \"a\" { a = 1; }) (builtins.getAttr \"a\" { a = 7; }) ]",
        "assert true; builtins.head (builtins.tail [ 1 2 ]) + builtins.length [ 1 1 ] + builtins.elemAt [ 5 6 ] 1",
        "let xs = [ { a = 1; } ]; in [ (xs == [ { } ]) (\"1\" == 1) ([ 1 ] == [ 1 ]) (null == false) ]",
        "builtins.fromJSON ''{ \"a\": [1, true, null, \"x\"] }''",
        "let a = { outPath = \"x\"; }; in a.b.c or \"none\"",
      })
  void worksOutWhatNixWorksOut(String code) throws Exception {
    assertEquals(nix(code), json(code));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inputs.x.y",
        "import <nixpkgs> { }",
        "{ a = 1; } // inputs.x",
        "if inputs.x then 1 else 1",
        "builtins.readFile /etc/hostname",
        "builtins.getEnv \"HOME\"",
        "(inputs.f 1).a or 2",
        "{ ${inputs.name} = 1; }",
        "\"${inputs.x}\"",
        "let x = x; in x",
        "(x: x x) (x: x x)",
        "let f = n: [ (f (n + 1)) ]; in f 0",
        "1.5",
        "undefined",
        "{ a = 1; }.b",
        "(f: f { }) ({ a }: a)",
        "../../outside.nix",
        "with inputs.x; name",
        "[ 1 ] ++ inputs.x",
        "builtins.filter (x: inputs.y) [ 1 ]",
        "throw \"no\"",
        "assert 1 == 2; 1",
      })
  void whatOnlyNixKnowsIsLeftOut(String code) {
    StaticFleet.FileValue read = read("{ value = let inputs = import <inputs>; in " + code + "; }");
    assertNotEquals(List.of(), read.notRead(), code);
    JsonNode value = read.json().path("value");
    assertTrue(value.isMissingNode() || value.isObject() && value.isEmpty(), code + " gives " + value);
    assertTrue(read.notRead().stream().allMatch(n -> !n.why().isBlank()));
  }

  @Test
  void anAttributeThatMayBeReplacedIsNotTakenForKnown() {
    StaticFleet.FileValue read = read("{ a = 1; b = 2; } // import <x> // { b = 3; }");
    assertEquals("{\"b\":3}", read.json().toString());
    assertTrue(read.notRead().stream().anyMatch(n -> n.what().equals("a") && n.where().equals("file.nix:1")), read.notRead().toString());
  }

  @Test
  void filesAreImportedFromWhereTheyAreNamed() {
    files.put("lib/default.nix", "x: { inherit x; y = import ./y.nix; }");
    files.put("lib/y.nix", "import ../top.nix + 1");
    files.put("top.nix", "41");
    assertEquals("{\"x\":1,\"y\":42}", read("import ./lib 1").json().toString());
    assertEquals(
        "{\"lib\":\"directory\",\"top.nix\":\"regular\"}",
        read("builtins.removeAttrs (builtins.readDir ./.) [ \"file.nix\" ]").json().toString());
    assertEquals("[true,false]", read("[ (builtins.pathExists ./lib/y.nix) (builtins.pathExists (./lib + \"/z.nix\")) ]").json().toString());
  }

  @Test
  void aFileThatDoesNotParseOrIsNotThereIsNamed() {
    files.put("broken.nix", "{ a = ; }");
    assertEquals("the file does not parse", read("import ./broken.nix").notRead().get(0).why());
    assertEquals("gone.nix is not in the repository", read("import ./gone.nix").notRead().get(0).why());
  }

  @Test
  void attributesHaveThePlacesThatDefineThem() {
    Interpreter interpreter = interpreter("{\n  a.b = 1;\n  inherit (c)\n    d;\n}\n// (f:\n  { e = f; }) 2");
    Value.Attrs set = assertInstanceOf(Value.Attrs.class, interpreter.file("file.nix"));
    assertEquals(List.of("file.nix:2", "file.nix:4", "file.nix:7"), set.known().values().stream().map(v -> v.where().toString()).toList());
  }

  private Interpreter interpreter(String code) {
    files.put("file.nix", code);
    return new Interpreter(snapshot(), call -> Optional.empty());
  }

  private RepoSnapshot snapshot() {
    return new RepoSnapshot(files.keySet(), path -> Optional.of(FileVersion.of(files.get(path))));
  }

  private StaticFleet.FileValue read(String code) {
    files.put("file.nix", code);
    return StaticFleet.file(snapshot(), "file.nix");
  }

  private JsonNode json(String code) {
    StaticFleet.FileValue read = read(code);
    assertEquals(List.of(), read.notRead());
    return read.json();
  }

  private JsonNode nix(String code) throws Exception {
    Path file = folder.resolve("file.nix");
    Files.writeString(file, code);
    Path instantiate = Tools.require("nix-instantiate");
    Process process =
        new ProcessBuilder(instantiate.toString(), "--eval", "--strict", "--json", file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertTrue(process.waitFor(1, TimeUnit.MINUTES));
    assertEquals(0, process.exitValue(), code);
    return new ObjectMapper().readTree(out);
  }
}
