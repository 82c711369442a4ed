/*
 * Reads lines "code page TAB hexadecimal bytes" and writes what MultiByteToWideChar makes of them, as hexadecimal UTF-16.
 * Built by x86_64-w64-mingw32-gcc, run by Windows or by Wine, whose tables are the ones that Microsoft published.
 */
#include <stdio.h>
#include <stdlib.h>
#include <windows.h>

enum { LONGEST = 65536 };  /* characters of a line; the longest vector has a few thousand */

int main(void) {
    static char line[LONGEST];
    static char bytes[LONGEST];
    static WCHAR units[LONGEST];
    while (fgets(line, sizeof line, stdin)) {
        char *hex;
        UINT page = strtoul(line, &hex, 10);
        int length = 0, made, unit;
        unsigned byte;
        for (hex++; sscanf(hex, "%2x", &byte) == 1; hex += 2)
            bytes[length++] = (char)byte;
        made = length ? MultiByteToWideChar(page, 0, bytes, length, units, LONGEST) : 0;
        if (length && !made) {
            fprintf(stderr, "code page %u: error %lu\n", page, GetLastError());
            return 1;
        }
        for (unit = 0; unit < made; unit++)
            printf("%04x", units[unit]);
        putchar('\n');
    }
    return 0;
}
