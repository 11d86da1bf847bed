/** Theme: Ant Design in the clothes of the app, read from the tokens that everything else wears. */
import { theme, type ThemeConfig } from "antd";

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

export function clothes(): ThemeConfig {
  const dark = document.documentElement.dataset.theme === "dark";
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: token("--seal"),
      colorLink: token("--seal-text"),
      colorBgLayout: token("--paper"),
      colorBgContainer: token("--sheet"),
      colorBgElevated: token("--sheet"),
      colorText: token("--ink"),
      colorTextSecondary: token("--ink-2"),
      colorTextTertiary: token("--ink-2"),
      colorTextDescription: token("--ink-2"),
      colorError: token("--seal-text"),
      colorTextPlaceholder: token("--ink-2"),
      colorBorder: token("--line-strong"),
      colorBorderSecondary: token("--line"),
      colorSuccess: token("--jade"),
      colorWarning: token("--gold"),
      fontFamily: token("--sans"),
      borderRadius: 10,
      motion: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
    },
    components: {
      Layout: { headerBg: token("--sheet"), siderBg: token("--sheet"), bodyBg: token("--paper") },
      Menu: { itemBg: "transparent", itemSelectedColor: token("--seal-text"), horizontalItemSelectedColor: token("--seal-text"), horizontalItemHoverColor: token("--seal-text") },
      Button: { colorPrimary: token("--seal"), primaryColor: token("--seal-ink"), colorError: token("--seal-text"), dangerColor: token("--seal-ink") },
      Descriptions: { labelColor: token("--ink-2") },
      Table: { headerBg: token("--paper-2") },
    },
  };
}

/** Colours of charts, told apart by lightness too; vermilion, which means yes, comes last. */
export function palette(): string[] {
  return [token("--jade"), token("--gold"), token("--line-strong"), token("--ink"), token("--seal")];
}

export { token };
