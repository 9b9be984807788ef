/**
 * Numbers that are emergency numbers somewhere. The simulated network clears every call to one of them at once,
 * so that no test can come to rely on dialling them.
 */
export const emergencyNumbers: ReadonlySet<string> = new Set(
  '000 08 100 101 102 103 104 106 108 110 111 112 113 114 115 117 118 119 120 122 123 125 127 128 129 131 132 133 144 150 155 158 166 190 191 192 193 194 195 197 198 199 911 922 985 991 992 993 994 995 996 997 998 999'.split(
    ' ',
  ),
)
