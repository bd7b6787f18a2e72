// A whole call on text against the time it would take to speak it, and what one turn of it costs: conversation, danger,
// diary and journal in a store in memory. The calls are the plans of tests/plans.
#include "app/talk_room.h"
#include "bench/figures.h"

#include <QDir>
#include <QJsonDocument>

using namespace nightbell;
using namespace Qt::StringLiterals;

namespace {

constexpr int rounds = 20;
constexpr double msOfAWord = 60'000.0 / 150;

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

int wordsIn(const QString &text) { return int(text.split(u' ', Qt::SkipEmptyParts).size()); }

struct Bench
{
    bench::Figures opening{"talk: a clinic's store and diary opened"};
    bench::Figures turn{"talk: a turn, heard and answered"};
    bench::Figures call{"talk: a whole plan of calls"};
    double spokenMs = 0;
    double tookMs = 0;

    void play(const QString &folder, const QStringList &lines)
    {
        std::unique_ptr<TalkRoom> room;
        double took = 0;
        for (const QString &line : lines) {
            const QString key = line.section(u": "_s, 0, 0), rest = line.section(u": "_s, 1);
            if (key == "now"_L1) {
                LabClinic clinic =
                    labClinicFrom(QJsonDocument::fromJson(contentOf(folder + u"/clinic.json"_s)).object()).value();
                const QDateTime now = QDateTime::fromString(rest, Qt::ISODate);
                const Instant at = clinic.instantOf(now.date(), now.time());
                opening.time([&] { room = std::move(TalkRoom::open(std::move(clinic), at).value()); });
                continue;
            }
            SpokenTurn spoken;
            const auto start = std::chrono::steady_clock::now();
            if (key == "calls"_L1)
                spoken = room->call(PrivateText(rest));
            else if (key == "is called"_L1)
                spoken = room->remind(PrivateText(rest.section(u", "_s, 1)), PrivateText(rest.section(u", "_s, 0, 0)));
            else if (key == "caller"_L1)
                spoken = room->hear(rest);
            else if (key == "caller breaks in"_L1)
                spoken = room->breakIn(rest, 0);
            else if (key == "keys"_L1)
                spoken = room->press(rest);
            else if (key == "silence"_L1)
                spoken = room->stay(rest.section(u' ', 0, 0).toInt());
            else if (key == "later"_L1)
                room->wait(std::chrono::minutes{rest.section(u' ', 0, 0).toInt()});
            else if (line == "hangs up"_L1)
                room->hangUp();
            else
                continue;
            const double ms =
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
            took += ms;
            if (key.startsWith("caller"_L1)) {
                turn.add(ms);
                spokenMs += wordsIn(rest) * msOfAWord;
            }
            spokenMs += wordsIn(spoken.sentences.join(u' ')) * msOfAWord;
        }
        call.add(took);
        tookMs += took;
    }
};

} // namespace

int main()
{
    const QString folder = QStringLiteral(NIGHTBELL_SOURCE_DIR "/tests/plans");
    QList<QStringList> plans;
    for (const QFileInfo &plan : QDir(folder).entryInfoList({u"*.txt"_s}, QDir::Files, QDir::Name))
        plans << QString::fromUtf8(contentOf(plan.filePath())).split(u'\n');
    Bench warm, bench; // the first round takes up models and scripts
    for (const QStringList &plan : std::as_const(plans))
        warm.play(folder, plan);
    for (int round = 0; round < rounds; ++round)
        for (const QStringList &plan : std::as_const(plans))
            bench.play(folder, plan);
    bench.opening.print();
    bench.turn.print();
    bench.call.print();
    bench::printFigure("talk: spoken at 150 words a minute, a call takes", bench.spokenMs / bench.tookMs,
                       "times as long");
    return 0;
}
