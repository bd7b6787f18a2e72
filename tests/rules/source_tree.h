// The project's own sources, as the rules read them.
#pragma once

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QStringList>

namespace nightbell::rules {

struct SourceFile
{
    QString path; // relative to the source folder
    QStringList lines;
    QString room() const { return path.section(QLatin1Char('/'), 0, 1); } // "core/call", "ui/live.cpp", …
};

inline QList<SourceFile> sources(const QStringList &folders)
{
    const QDir root(QStringLiteral(NIGHTBELL_SOURCE_DIR));
    QList<SourceFile> found;
    for (const QString &folder : folders) {
        QDirIterator walk(root.filePath(folder), {QStringLiteral("*.h"), QStringLiteral("*.cpp")}, QDir::Files,
                          QDirIterator::Subdirectories);
        while (walk.hasNext()) {
            QFile file(walk.next());
            if (file.open(QIODevice::ReadOnly))
                found << SourceFile{root.relativeFilePath(file.fileName()),
                                    QString::fromUtf8(file.readAll()).split(QLatin1Char('\n'))};
        }
    }
    std::sort(found.begin(), found.end(), [](const auto &a, const auto &b) { return a.path < b.path; });
    return found;
}

inline QString withoutComment(const QString &line)
{
    const qsizetype at = line.indexOf(QLatin1String("//"));
    return at < 0 ? line : line.left(at);
}

inline QByteArray report(const QStringList &faults)
{
    return QByteArrayLiteral("\n  ") + faults.join(QStringLiteral("\n  ")).toUtf8();
}

} // namespace nightbell::rules
