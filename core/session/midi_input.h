#pragma once

#include <QObject>
#include <QStringList>
#include <memory>

namespace capriccio {

// A MIDI keyboard, where one is connected (RtMidi). Without a sequencer or a port it is quietly absent. GUI thread; the
// notes come on RtMidi's own thread, as soon as a key moves: connect to Player directly, to widgets queued. While the
// sustain pedal is down a note ends with the pedal, or where its key is struck again, instead of with the key: so it
// sounds and is written down as long as it is heard.
class MidiInput : public QObject {
    Q_OBJECT
public:
    explicit MidiInput(QObject* parent = nullptr);
    ~MidiInput() override;

    QStringList ports(); // names of what can be opened now; empty when there is nothing
    bool open(int port); // closes the one before; false when it cannot be opened
    void close();
    bool isOpen() const;
    QString openPort() const; // its name

    // Reads one message as it came from the wire, for tests as well.
    void receive(const unsigned char* bytes, std::size_t size);

Q_SIGNALS:
    void noteOn(int pitch, int velocity);
    void noteOff(int pitch);

private:
    void letGo();

    struct Private;
    std::unique_ptr<Private> d_;
};

} // namespace capriccio
