// The words of random callers, and who they are: tests/app/caller_phrases.txt.
#pragma once

#include <QDate>
#include <QFile>
#include <QMap>
#include <QStringList>

namespace nightbell {

using namespace Qt::StringLiterals;

struct CallerPhrases
{
    explicit CallerPhrases(const QString &path)
    {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return;
        QString section;
        for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
            if (line.startsWith(u'['))
                section = line.mid(1).chopped(1);
            else if (!line.startsWith(u'#'))
                of[section] << line;
        }
    }
    QMap<QString, QStringList> of;
};

struct Persona
{
    QString name;
    QDate born;
    QStringList bornAs; // as it is spoken
};

inline QList<Persona> peopleIn(const CallerPhrases &phrases)
{
    QList<Persona> people;
    for (const QString &line : phrases.of[u"person"_s]) {
        const QStringList parts = line.split(u"; "_s);
        people << Persona{parts[0], QDate::fromString(parts[1], Qt::ISODate), parts.mid(2)};
    }
    return people;
}

} // namespace nightbell
