#include "ui/text/write_export.h"

#include "core/types/built_in_words.h"
#include "ui/widgets/theme.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QLocale>
#include <QPageSize>
#include <QPdfWriter>
#include <QRegularExpression>
#include <QTextDocument>
#include <algorithm>

namespace capriccio {
namespace {

struct WriteExportText {
    Q_DECLARE_TR_FUNCTIONS(WriteExport)
};

constexpr int kShownHash = 12;    // digits of a model's hash that are enough to tell it from others
constexpr int kTab = 4;           // blanks
constexpr int kPdfFont = 11;      // points
constexpr double kPdfMargin = 25; // mm

// Blanks in front of a line would be dropped in HTML, and make code of it in Markdown.
QString indented(const QString& line) {
    QString kept;
    qsizetype at = 0;
    for (; at < line.size() && (line[at] == u' ' || line[at] == u'\t'); ++at)
        kept += QString(line[at] == u'\t' ? kTab : 1, QChar::Nbsp);
    return kept + line.mid(at);
}

// Signs that mean something in Markdown mean themselves.
QString escapedMarkdown(const QString& line) {
    static const QRegularExpression anywhere(QStringLiteral("([\\\\`*_\\[\\]<>~|]|&(?=#?\\w+;))"));
    static const QRegularExpression inFront(QStringLiteral("^(\\s*)(#{1,6}|[+-]|\\d+[.)])(\\s|$)"));
    static const QRegularExpression rule(
        QStringLiteral("^\\s*(-{2,}|=+)\\s*$")); // also makes a heading of the line above
    QString escaped = line;
    escaped.replace(anywhere, QStringLiteral("\\\\1"));
    const auto match = inFront.match(escaped);
    if (match.hasMatch())
        escaped.insert(match.capturedEnd(2) - 1, u'\\');
    if (const auto ruled = rule.match(escaped); ruled.hasMatch())
        escaped.insert(ruled.capturedStart(1), u'\\');
    return escaped;
}

// Line ends within a paragraph stay line ends.
QString markdownOf(const QString& text) {
    QStringList lines = text.split(u'\n');
    QString out;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        out += indented(escapedMarkdown(lines[i]));
        const bool within = i + 1 < lines.size() && !lines[i].isEmpty() && !lines[i + 1].isEmpty();
        out += within ? QStringLiteral("  \n") : QStringLiteral("\n");
    }
    return out;
}

QString paragraphsOf(const QString& text) {
    static const QRegularExpression blank(QStringLiteral("\\n{2,}"));
    QString out;
    for (const QString& paragraph : text.split(blank, Qt::SkipEmptyParts)) {
        QStringList lines = paragraph.toHtmlEscaped().split(u'\n');
        std::transform(lines.begin(), lines.end(), lines.begin(), indented);
        out += QStringLiteral("<p>") + lines.join(QStringLiteral("<br>\n")) + QStringLiteral("</p>\n");
    }
    return out;
}

QString bodyOf(const Manuscript& m, const QString& note) {
    QString out;
    if (!m.title.isEmpty())
        out += QStringLiteral("<h1>") + m.title.toHtmlEscaped() + QStringLiteral("</h1>\n");
    out += paragraphsOf(m.text);
    if (!note.isEmpty())
        out +=
            QStringLiteral("<hr>\n<p class=\"note\"><small>") + note.toHtmlEscaped() + QStringLiteral("</small></p>\n");
    return out;
}

QByteArray pdfOf(const Manuscript& m, const QString& note) {
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setPageSize(QPageSize(QPageSize::A4));
    writer.setPageMargins(QMarginsF(kPdfMargin, kPdfMargin, kPdfMargin, kPdfMargin), QPageLayout::Millimeter);
    writer.setTitle(m.title);
    writer.setCreator(QStringLiteral("Capriccio " CAPRICCIO_VERSION));
    QTextDocument document;
    QFont font = pageFont();
    font.setPointSize(kPdfFont);
    document.setDefaultFont(font);
    document.setDefaultStyleSheet(QStringLiteral("h1 { font-weight: normal; } p { line-height: 140%; }"));
    document.setHtml(bodyOf(m, note));
    document.print(&writer);
    buffer.close();
    return buffer.data();
}

} // namespace

QString suffixOf(WriteFormat format) {
    switch (format) {
    case WriteFormat::Text:
        return QStringLiteral("txt");
    case WriteFormat::Markdown:
        return QStringLiteral("md");
    case WriteFormat::Html:
        return QStringLiteral("html");
    case WriteFormat::Pdf:
        break;
    }
    return QStringLiteral("pdf");
}

QString generatedNote(const Manuscript& m) {
    if (m.marks.empty())
        return {};
    qsizetype written = 0;
    for (const WrittenMark& mark : m.marks)
        written += mark.piece.text.size();
    const QString between = WriteExportText::tr("; ", "between parts of a list");
    QStringList models;
    for (const WrittenPassage& passage : m.passages) {
        QString model = WriteExportText::tr("“%1” (%2)").arg(passage.modelTitle, passage.modelHash.left(kShownHash));
        if (!passage.dataTitle.isEmpty())
            model += WriteExportText::tr(", trained on %1").arg(passage.dataTitle);
        QStringList notes;
        for (const QString& note : {passage.sourceNote, passage.licenceNote}) {
            if (!note.isEmpty())
                notes << shownNote(note);
        }
        if (!notes.isEmpty())
            model +=
                WriteExportText::tr(" (%1)", "where the data come from, and their licence").arg(notes.join(between));
        models << model;
    }
    models.removeDuplicates();
    const double share = 100.0 * double(written) / double(std::max<qsizetype>(m.text.size(), 1));
    return WriteExportText::tr("%1 % of this text was generated with Capriccio by %2.")
        .arg(QLocale().toString(share, 'f', share < 10 ? 1 : 0), models.join(between));
}

QByteArray exported(const Manuscript& m, WriteFormat format, const QString& note) {
    QString out;
    switch (format) {
    case WriteFormat::Text:
        if (!m.title.isEmpty())
            out = m.title + QStringLiteral("\n\n");
        out += m.text.endsWith(u'\n') ? m.text : m.text + u'\n';
        if (!note.isEmpty())
            out += QStringLiteral("\n--\n") + note + u'\n';
        return out.toUtf8();
    case WriteFormat::Markdown:
        if (!m.title.isEmpty())
            out = QStringLiteral("# ") + escapedMarkdown(m.title) + QStringLiteral("\n\n");
        out += markdownOf(m.text);
        if (!note.isEmpty())
            out += QStringLiteral("\n---\n\n*") + escapedMarkdown(note) + QStringLiteral("*\n");
        return out.toUtf8();
    case WriteFormat::Html:
        return QStringLiteral(
                   "<!DOCTYPE html>\n<html>\n<head>\n<meta charset=\"utf-8\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width\">\n"
                   "<title>%1</title>\n<style>body { max-width: 42em; margin: 3em auto; padding: 0 1em; "
                   "font: 17px/1.5 serif; } h1 { font-weight: normal; }</style>\n</head>\n<body>\n%2</body>\n"
                   "</html>\n")
            .arg(m.title.toHtmlEscaped(), bodyOf(m, note))
            .toUtf8();
    case WriteFormat::Pdf:
        break;
    }
    return pdfOf(m, note);
}

} // namespace capriccio
