// Any bytes as lines to the receptionist on text: every line has one answer, a JSON object, whatever it was. A dialogue
// is open already, so that a line reaches the conversation; `open` of the line itself begins another.
#include "app/lab_talk.h"

#include <QBuffer>
#include <QJsonDocument>

using namespace nightbell;

namespace {

const QByteArray opening = R"({"open":{"now":"2026-11-17T09:30","org":{"name":"A","tz":"America/Chicago",)"
                           R"("hours":{"tue":[["08:00","17:00"]],"wed":[["08:00","17:00"]]},)"
                           R"("transfer_hours":{},"services":[{"id":"check_up","name":"Check-up","minutes":30}],)"
                           R"("providers":["Dr. Ruth Almeida"],"appointments":[]}}})"
                           "\n"
                           R"({"call":{"from":"+12175550143"}})"
                           "\n";
constexpr int linesAtMost = 12;

// What is no JSON is said to the receptionist.
QByteArray asLine(const QByteArray &bytes)
{
    if (bytes.startsWith('{'))
        return bytes + '\n';
    return QJsonDocument(QJsonObject{{QStringLiteral("say"), QString::fromUtf8(bytes)}}).toJson(QJsonDocument::Compact)
        + '\n';
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *bytes, std::size_t size)
{
    const QByteArray given(reinterpret_cast<const char *>(bytes), qsizetype(size));
    QByteArray lines = opening, told;
    for (const QByteArray &each : given.split('\n').mid(0, linesAtMost))
        lines += asLine(each);
    QBuffer in(&lines), out(&told);
    in.open(QIODevice::ReadOnly);
    out.open(QIODevice::WriteOnly);
    const LabCounts counts = answerLines(in, out, talkAnswer());
    const QList<QByteArray> answers = told.split('\n');
    if (answers.size() != counts.lines + 1)
        qFatal("a line has no answer, or two");
    for (const QByteArray &answer : answers)
        if (!answer.isEmpty() && !QJsonDocument::fromJson(answer).isObject())
            qFatal("an answer that is no object");
    return 0;
}
