/* The style sheet of a report: light and dark, for wide windows, telephones and paper. */
#ifndef NETC_REPORT_STYLE_H
#define NETC_REPORT_STYLE_H
extern const char *const report_style[]; /* in parts; NULL-terminated */
#endif
