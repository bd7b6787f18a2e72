#include "app/lab.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>

#include <cstdio>

namespace nightbell {

using namespace Qt::StringLiterals;

namespace {

const QString idKey = u"id"_s;

Result<QJsonObject> objectIn(const QByteArray &line)
{
    if (line.size() > labLineBytes)
        return Problem{Problem::Kind::Full, u"the line is longer than %1 bytes"_s.arg(labLineBytes)};
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    if (document.isObject())
        return document.object();
    return Problem{Problem::Kind::Invalid,
                   error.error == QJsonParseError::NoError
                       ? u"not a JSON object"_s
                       : u"%1 at byte %2"_s.arg(error.errorString()).arg(error.offset)};
}

// Without its end; what is beyond the longest line is read and let go.
QByteArray nextLine(QIODevice &in)
{
    QByteArray line = in.readLine(labLineBytes + 2);
    if (!line.endsWith('\n') && line.size() > labLineBytes)
        for (QByteArray rest = in.readLine(labLineBytes); !rest.isEmpty() && !rest.endsWith('\n');)
            rest = in.readLine(labLineBytes);
    return line;
}

} // namespace

LabCounts answerLines(QIODevice &in, QIODevice &out, const LabAnswer &answer)
{
    LabCounts counts;
    for (QByteArray line = nextLine(in); !line.isEmpty(); line = nextLine(in)) {
        if (line.trimmed().isEmpty())
            continue;
        ++counts.lines;
        const auto asked = objectIn(line.trimmed());
        const auto answered = asked ? answer(asked.value()) : asked;
        QJsonObject told = answered ? answered.value() : QJsonObject{{u"error"_s, answered.problem().detail}};
        if (asked && asked.value().contains(idKey))
            told.insert(idKey, asked.value().value(idKey));
        counts.wrong += !answered;
        out.write(QJsonDocument(told).toJson(QJsonDocument::Compact) + '\n');
        if (auto *file = qobject_cast<QFileDevice *>(&out))
            file->flush(); // whoever asked waits for it
    }
    return counts;
}

Result<> workInLab(const LabTask &task)
{
    QFile in;
    const bool standard = task.file.isEmpty() || task.file == "-"_L1;
    if (!standard)
        in.setFileName(task.file);
    if (!(standard ? in.open(stdin, QIODevice::ReadOnly) : in.open(QIODevice::ReadOnly)))
        return Problem{Problem::Kind::NotFound,
                       QCoreApplication::translate("Lab", "%1 cannot be read: %2").arg(task.file, in.errorString())};
    QFile out;
    if (!out.open(stdout, QIODevice::WriteOnly))
        return Problem{Problem::Kind::Unreachable,
                       QCoreApplication::translate("Lab", "Standard output cannot be written.")};
    const LabCounts counts = answerLines(in, out, labAnswerFor(task.what));
    if (counts.wrong > 0)
        std::fprintf(stderr, "%s\n",
                     qPrintable(QCoreApplication::translate("Lab", "%1 of %2 lines could not be answered.")
                                    .arg(counts.wrong)
                                    .arg(counts.lines)));
    return {};
}

} // namespace nightbell
