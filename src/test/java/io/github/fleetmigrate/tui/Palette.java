package io.github.fleetmigrate.tui;

import com.googlecode.lanterna.SGR;
import com.googlecode.lanterna.TextCharacter;
import com.googlecode.lanterna.TextColor;
import io.github.fleetmigrate.tui.view.Background;
import java.nio.charset.StandardCharsets;

/**
 * The colours that a terminal has: its own text and background, and the 16. Values are those that the projects publish
 * (xterm's XTerm-col.ad, ethanschoonover.com/solarized, morhetz/gruvbox).
 */
enum Palette {
  XTERM_DARK(Background.DARK, "e5e5e5 000000", Palette.XTERM),
  XTERM_LIGHT(Background.LIGHT, "000000 ffffff", Palette.XTERM),
  SOLARIZED_DARK(Background.DARK, "839496 002b36", Palette.SOLARIZED),
  SOLARIZED_LIGHT(Background.LIGHT, "657b83 fdf6e3", Palette.SOLARIZED),
  GRUVBOX_DARK(
      Background.DARK,
      "ebdbb2 282828",
      "282828 cc241d 98971a d79921 458588 b16286 689d6a a89984 928374 fb4934 b8bb26 fabd2f 83a598 d3869b 8ec07c ebdbb2"),
  GRUVBOX_LIGHT(
      Background.LIGHT,
      "3c3836 fbf1c7",
      "fbf1c7 cc241d 98971a d79921 458588 b16286 689d6a 7c6f64 928374 9d0006 79740e b57614 076678 8f3f71 427b58 3c3836"),
  /** What the pictures of the documents are drawn with. */
  PICTURE(
      Background.DARK,
      "d7dce5 1d2129",
      "1d2129 ee7d7d 8fcf7d e5c15c 6ca4e8 c79bf0 5fc9d8 d7dce5 7d8899 ee7d7d 8fcf7d e5c15c 6ca4e8 c79bf0 5fc9d8 ffffff");

  private static final String XTERM =
      "000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5 7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff";
  private static final String SOLARIZED =
      "073642 dc322f 859900 b58900 268bd2 d33682 2aa198 eee8d5 002b36 cb4b16 586e75 657b83 839496 6c71c4 93a1a1 fdf6e3";

  private final Background background;
  private final String[] own;
  private final String[] sixteen;

  Palette(Background background, String own, String sixteen) {
    this.background = background;
    this.own = own.split(" ");
    this.sixteen = sixteen.split(" ");
  }

  Background background() {
    return background;
  }

  /** What the cell's character is drawn with, as six digits. */
  String text(TextCharacter cell) {
    return color(cell, !cell.getModifiers().contains(SGR.REVERSE));
  }

  /** What the character stands on. */
  String ground(TextCharacter cell) {
    return color(cell, cell.getModifiers().contains(SGR.REVERSE));
  }

  /** What a bold character is drawn with where bold means bright. */
  String bright(TextCharacter cell) {
    String text = text(cell);
    for (int i = 0; i < 8; i++) {
      if (cell.getForegroundColor() != TextColor.ANSI.DEFAULT && sixteen[i].equals(text)) {
        return sixteen[i + 8];
      }
    }
    return text;
  }

  private String color(TextCharacter cell, boolean foreground) {
    TextColor color = foreground ? cell.getForegroundColor() : cell.getBackgroundColor();
    if (color == TextColor.ANSI.DEFAULT) {
      return own[foreground ? 0 : 1];
    }
    byte[] sequence = foreground ? color.getForegroundSGRSequence() : color.getBackgroundSGRSequence();
    int code = Integer.parseInt(new String(sequence, StandardCharsets.US_ASCII)) - (foreground ? 0 : 10);
    return sixteen[code >= 90 ? code - 90 + 8 : code - 30];
  }

  /** The contrast of two colours, 1 to 21 (WCAG 2.1, "contrast ratio" and "relative luminance"). */
  static double contrast(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String color) {
    int rgb = Integer.parseInt(color, 16);
    return 0.2126 * linear(rgb >> 16 & 255) + 0.7152 * linear(rgb >> 8 & 255) + 0.0722 * linear(rgb & 255);
  }

  private static double linear(int part) {
    double share = part / 255.0;
    return share <= 0.03928 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
  }
}
