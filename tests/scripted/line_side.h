// One SIP line with what it told, as an engine would hear it.
#pragma once

#include "line/sip_line.h"
#include "scripted/free_ports.h"

#include <QHash>
#include <QTest>

namespace nightbell::scripted {

class LineSide
{
public:
    explicit LineSide(SipLine::Place place = {}) : port(place.listen.port ? place.listen.port : freeSipPort())
    {
        place.listen = {QHostAddress(QHostAddress::LocalHost), port};
        if (place.callsAtMost == 0)
            place.callsAtMost = 10;
        line = std::make_unique<SipLine>(std::move(place));
        Line *told = line.get();
        const auto connected = [this](const LegId &leg, const MediaPath &path) { paths[leg].append(path); };
        const auto early = [this](const LegId &leg, const MediaPath &path) { earlyPaths[leg].append(path); };
        const auto asked = [this](const LegId &, const PrivateText &to) { transfers.append(to.reveal()); };
        QObject::connect(told, &Line::arrived, &here, [this](const ArrivedCall &call) { arrived.append(call); });
        QObject::connect(told, &Line::connected, &here, connected);
        QObject::connect(told, &Line::heardEarly, &here, early);
        QObject::connect(told, &Line::ended, &here, [this](const LegId &leg, EndCause) { ended.append(leg); });
        QObject::connect(told, &Line::ringing, &here, [this](const LegId &leg) { rings.append(leg); });
        QObject::connect(told, &Line::notReached, &here, [this](const LegId &, DialEnd why) { ends.append(why); });
        QObject::connect(told, &Line::transferAsked, &here, asked);
        QObject::connect(told, &Line::transferEnded, &here,
                         [this](const LegId &, TransferStep how) { steps.append(how); });
        QObject::connect(told, &Line::stateChanged, &here, [this](const LineState &state) { states.append(state); });
        QObject::connect(told, &Line::closed, &here, [this] { closed = true; });
    }

    void order(const LegId &leg, const LineOrder &order) { line->order(leg, order); }
    LegId dial(const QString &to, const QString &account = {})
    {
        const LegId leg(QStringLiteral("dialled-%1").arg(++m_dialled));
        order(leg, DialLeg{PrivateText(to), account, sound, PrivateText(QStringLiteral("Rosewood clinic"))});
        return leg;
    }
    QString uri(const QString &user) const { return QStringLiteral("sip:%1@127.0.0.1:%2").arg(user).arg(port); }
    std::optional<LineState> state(const QString &name) const // the last of it
    {
        for (auto each = states.crbegin(); each != states.crend(); ++each)
            if (each->name == name)
                return *each;
        return std::nullopt;
    }
    Flow flow(const LegId &leg) const { return paths[leg].isEmpty() ? Flow::BothWays : paths[leg].constLast().flow; }

    const quint16 port;
    MediaAddress sound{QHostAddress(QHostAddress::LocalHost), 40'000};
    QObject here;
    std::unique_ptr<SipLine> line;
    QList<ArrivedCall> arrived;
    QHash<LegId, QList<MediaPath>> paths;
    QHash<LegId, QList<MediaPath>> earlyPaths;
    QList<LegId> ended;
    QList<LegId> rings;
    QList<DialEnd> ends;
    QStringList transfers;
    QList<TransferStep> steps;
    QList<LineState> states;
    bool closed = false;

private:
    int m_dialled = 0;
};

} // namespace nightbell::scripted
