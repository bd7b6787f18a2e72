// What a caller said, is called, or can be reached at. It can be stored and shown, never printed.
#pragma once

#include <QDebug>
#include <QString>

#include <utility>

namespace nightbell {

class PrivateText
{
public:
    PrivateText() = default;
    explicit PrivateText(QString text) : m_text(std::move(text)) { }

    const QString &reveal() const { return m_text; }
    bool isEmpty() const { return m_text.isEmpty(); }

    bool operator==(const PrivateText &) const = default;

private:
    QString m_text;
};

inline QDebug operator<<(QDebug debug, const PrivateText &text)
{
    return debug.noquote() << QStringLiteral("<%1 characters>").arg(text.reveal().size());
}

} // namespace nightbell
