/** What a template is filled with: text, a truth value, or a list of the like. */
export interface TemplateValues {
  [name: string]: string | boolean | readonly TemplateValues[] | undefined;
}

/** Text for HTML and XML, in element content and in quoted attributes. */
export function escapeMarkup(text: string): string {
  return text.replace(
    /[&<>"]/g,
    (char) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[char] ?? char,
  );
}

/**
 * Fills a template of the demo web: `{{name}}` is escaped text, `{{{name}}}` markup as it is,
 * `{{#name}}...{{/name}}` stays where the value is true or a text, and is repeated for each entry of a list.
 */
export function fillTemplate(template: string, values: TemplateValues): string {
  const withSections = template.replace(
    /\{\{#(\w+)\}\}([\s\S]*?)\{\{\/\1\}\}/g,
    (_, name: string, inner: string) => {
      const value = values[name];
      if (typeof value === 'object')
        return value.map((entry) => fillTemplate(inner, { ...values, ...entry })).join('');
      return value ? fillTemplate(inner, values) : '';
    },
  );
  return withSections
    .replace(/\{\{\{(\w+)\}\}\}/g, (_, name: string) => String(values[name] ?? ''))
    .replace(/\{\{(\w+)\}\}/g, (_, name: string) => escapeMarkup(String(values[name] ?? '')));
}
