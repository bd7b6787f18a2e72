// The sound of one call: the parties in it, the assistant's mouth and ear, and who hears whom. Knows no socket, clock
// or thread: the sound loop calls it at every tick.
#pragma once

#include "audio/caller_ear.h"
#include "audio/clip.h"
#include "audio/conference.h"
#include "audio/hearing.h"
#include "audio/mixer.h"
#include "audio/room_meters.h"
#include "audio/room_recording.h"
#include "audio/sound_orders.h"
#include "audio/speaker.h"

namespace nightbell {

struct TickDesk // what all rooms use in turn
{
    PacketBatch batch;
    Conference conference;
    RoomMeters::Frames frames;
    MixSum sum;
    std::array<std::int16_t, frameSamplesAtMost> mixed;
};

class SoundRoom : public Parcel
{
public:
    SoundRoom(int number, int rate, const Clip &music, ReportSink &sink, SpentParcels &spent);
    ~SoundRoom() override;

    void seat(int party, PartyLeg *leg);
    void connect(int party, LegStream *stream, SteadyTime since);
    void letGo(int party);
    void change(const ChangeHearing &order) { m_changes = order; }
    void play(SpeechNode *node) { m_speaker.add(node); }
    void fallSilent() { m_speaker.fallSilent(); }
    void pauseSpeaking() { m_speaker.pause(); }
    void resumeSpeaking() { m_speaker.resume(); }
    void record(RoomRecording *recording);
    void listen(RoomListening *listening) { m_ear.listen(listening); }
    void press(const PressPartyKeys &order);
    void close(TickDesk &desk);

    bool closed() const { return m_state == State::Closed; }
    void skip(int ticks) { m_skipped += ticks; } // they came too late
    void tick(TickDesk &desk, SteadyTime now);

private:
    struct Seat
    {
        PartyLeg *leg = nullptr;
        bool leaving = false;
        bool silenceTold = false;
        std::array<GainRamp, soundSources> gains; // of what it hears
    };
    enum class State { Open, Closing, Closed };

    void settle();
    bool takeLeave(int party);
    void readKeys(int party);
    void tellQuality(int party);
    SoundMask gather(TickDesk &desk, SteadyTime now);
    using Frame = std::span<const std::int16_t>;
    Frame speakTo(Seat &seat, SoundMask hears, SoundMask there, TickDesk &desk); // answers what was said
    Frame say(Seat &seat, Frame frame);
    void recordTick(SoundMask there, Frame heardByCaller, TickDesk &desk);
    SoundMask wanted() const;
    std::span<std::int16_t> frameOf(int source, TickDesk &desk) const;

    const int m_number;
    const int m_rate;
    const std::size_t m_frameSamples;
    const Clip &m_music;
    ReportSink &m_sink;
    SpentParcels &m_spent;
    State m_state = State::Open;
    std::array<Seat, partiesAtMost> m_seats;
    Speaker m_speaker;
    RoomMeters m_meters;
    CallerEar m_ear;
    HearingMatrix m_matrix;
    std::optional<ChangeHearing> m_changes;
    RoomRecording *m_recording = nullptr; // none: nothing of the call is kept
    std::size_t m_musicAt = 0;            // frames
    Conference::Frame m_inConference{};
    int m_skipped = 0; // ticks since the last one
};

} // namespace nightbell
