// A word in the forms in which text usually hides: other cases, backwards, hexadecimal, base64, percent, wide
// characters.
#pragma once

#include <QStringEncoder>

namespace nightbell {

// The stable middle of a base64 text, whatever stood before it.
inline QList<QByteArray> asBase64(const QByteArray &bytes)
{
    QList<QByteArray> forms;
    for (int before = 0; before < 3; ++before) {
        const QByteArray coded = (QByteArray(before, 'x') + bytes).toBase64(QByteArray::OmitTrailingEquals);
        forms << coded.mid(before ? 4 : 0, coded.size() - (before ? 4 : 0) - 4);
    }
    return forms;
}

inline QList<QByteArray> formsOf(const QString &needle)
{
    QList<QByteArray> forms;
    for (const QString &text : {needle, needle.toLower(), needle.toUpper()}) {
        const QByteArray utf8 = text.toUtf8(), reversed(std::string(utf8.rbegin(), utf8.rend()).c_str());
        forms << utf8 << reversed << utf8.toHex() << utf8.toHex().toUpper() << utf8.toPercentEncoding()
              << asBase64(utf8);
        for (const auto coding : {QStringConverter::Utf16LE, QStringConverter::Utf16BE, QStringConverter::Utf32LE})
            forms << QByteArray(QStringEncoder(coding).encode(text));
    }
    return forms;
}

inline bool hides(const QByteArray &text, const QString &word)
{
    for (const QByteArray &form : formsOf(word))
        if (text.contains(form))
            return true;
    return false;
}

} // namespace nightbell
