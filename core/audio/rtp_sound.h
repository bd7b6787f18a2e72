// The engine's side of the sound: gives each leg a place for its packets and a seat in its call's room.
#pragma once

#include "audio/clip.h"
#include "audio/rtp_ports.h"
#include "audio/sound.h"
#include "audio/sound_loop.h"

#include <QHash>
#include <QSocketNotifier>

#include <deque>
#include <memory>

namespace nightbell {

class RtpSound : public Sound
{
    Q_OBJECT

public:
    struct Place
    {
        QHostAddress host;
        PortRange ports;
        int callsAtMost = 0;
        std::chrono::milliseconds silenceAtMost = std::chrono::seconds{30}; // then the line is dead
    };

    explicit RtpSound(const Place &place);
    ~RtpSound() override;

    Result<> start() override;
    SoundVitals vitals() const { return m_loop.vitals(); }
    const LegCounts &counts() const { return m_counts; } // of all legs that are gone

    Result<MediaPlace> open(const CallId &call, const LegId &leg, MediaKind kind) override;
    Result<> seat(const CallId &call, const LegId &leg, std::shared_ptr<FramePost> headset) override;
    void connectTo(const LegId &leg, const MediaPath &path) override;
    void wish(const CallId &call, const SoundWish &wish) override;
    void closeLeg(const LegId &leg) override;
    void close(const CallId &call) override;

private:
    struct Leg
    {
        CallId call;
        int party = 0;
        std::optional<PortPair> ports;
        std::shared_ptr<PacketPost> post;
        bool seated = false;
        bool leaving = false;
    };
    struct Room
    {
        int number = -1; // none before its first leg is connected
        int rate = 0;
        std::array<LegId, partiesAtMost> legs; // by party; empty: free
        bool closing = false;
    };

    Result<Leg *> takePlace(const CallId &call, const LegId &leg);
    std::unique_ptr<Wire> wireOf(const Leg &leg) const;
    void openRoom(const CallId &call, Room &room, Coding coding);
    void carryOut(Room &room, const SpeechPiece &piece);
    void carryOut(Room &room, const FallSilent &silence);
    void carryOut(Room &room, const PauseSpeaking &pause);
    void carryOut(Room &room, const ResumeSpeaking &resume);
    void carryOut(Room &room, const Arrangement &arrangement);
    void carryOut(Room &room, const RecordInto &where);
    void carryOut(Room &room, const ListenInto &where);
    void carryOut(Room &room, const PressKeys &press);
    void noteLevels(const CallId &call, const LevelsHeard &heard);
    void tellLevels();
    void give(const Room &room, const decltype(SoundOrder::what) &what);
    void giveWaiting();
    void readReports();
    void tell(const SoundReport &report);
    void legGone(const CallId &call, const LegGone &gone);
    void forgetLeg(const LegId &leg);
    void roomClosed(const CallId &call);

    const Place m_place;
    const Clip m_music;
    RtpPorts m_ports;
    SoundLoop m_loop;
    QHash<CallId, Room> m_rooms;
    QHash<LegId, Leg> m_legs;
    QHash<int, CallId> m_callIn; // by the number of its room
    QList<int> m_freeNumbers;
    std::deque<SoundOrder> m_waiting; // while the ring is full; drained with the next report
    LegCounts m_counts;
    QHash<CallId, CallLevels> m_levels; // not yet told
    SteadyTime m_levelsToldAt{};
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace nightbell
