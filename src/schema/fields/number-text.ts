/** How numbers are written: with a decimal point and commas between thousands, or the other way round. */
export type NumberFormat = '1,234.56' | '1.234,56';

const formats: {
  readonly [format in NumberFormat]: { readonly mark: string; readonly plain: RegExp; readonly grouped: RegExp };
} = {
  '1,234.56': {
    mark: '.',
    plain: /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,4})?$/,
    grouped: /^[+-]?\d{1,3}([,'’ \u00a0\u202f])\d{3}(?:\1\d{3})*(?:\.\d+)?$/,
  },
  '1.234,56': {
    mark: ',',
    plain: /^[+-]?(?:\d+(?:,\d*)?|,\d+)(?:[eE][+-]?\d{1,4})?$/,
    grouped: /^[+-]?\d{1,3}([.'’ \u00a0\u202f])\d{3}(?:\1\d{3})*(?:,\d+)?$/,
  },
};

/**
 * Brings a text in a format to the decimal that every function reads ('1.234,56' to '1234.56'), digit by digit; undefined for a text that
 * is not written so. Thousands may be apart by the format's own sign, an apostrophe or a space.
 */
export function decimalReader(format: NumberFormat): (text: string) => string | undefined {
  const { mark, plain, grouped } = formats[format];
  return (text) => {
    if (plain.test(text)) return mark === '.' ? text : text.replace(mark, '.');
    const separator = grouped.exec(text)?.[1];
    return separator === undefined ? undefined : text.replaceAll(separator, '').replace(mark, '.');
  };
}
