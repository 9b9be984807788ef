// One file of the package: its other parts are parsers and a mock. A dynamic import of CommonJS would give no names.
export { SerialPort } from 'serialport/dist/serialport.js'
